using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>A step as it was read, before anybody knows whether the steps that it names are there.</summary>
internal sealed record StepDraft(WorkflowStep Step, YamlField Field, IReadOnlyList<StepReference> References);

/// <param name="Field">Where it is named.</param>
/// <param name="WantsText">The step has to have a text.</param>
internal sealed record StepReference(string Id, YamlField Field, bool WantsText);
