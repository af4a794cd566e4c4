using System.Globalization;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>The steps of a decomposition: who is asked what, and by whom a model that fails is replaced. Pure.</summary>
internal sealed class DecomposeOrders(StartRunRequest request, IReadOnlyList<RunModel> models, DecomposeOptions options)
{
    /// <param name="repairs">How often the planner was told before what is wrong.</param>
    /// <param name="messages">What it is asked.</param>
    public StepOrder Plan(int repairs, IReadOnlyList<Message> messages) =>
        Of(options.Planner, messages) with
        {
            Name = repairs == 0 ? "plan" : string.Create(CultureInfo.InvariantCulture, $"plan-repair-{repairs}"),
            Role = "planner",
            JsonSchema = PlanPrompt.Schema(options.MaxParts),
            Sampling = StepSampling.Verdict(request),
            Tell = step => DecomposeNotes.Plan(step, options),
        };

    public StepOrder Part(Plan plan, int part, IReadOnlyList<string?> results, IEnumerable<string> said)
    {
        var needs = plan.Graph.Needs[part].Select(need => (plan.Parts[need], results[need])).ToList();
        return Of(options.PartModel, PartPrompt.Of(request.Messages, said, plan.Parts[part], needs, options)) with
        {
            Name = plan.Parts[part].Step,
            Sampling = StepSampling.Inner(request),
            Tell = step => DecomposeNotes.Part(step, plan, part),
        };
    }

    /// <summary>The step whose text the user gets.</summary>
    public StepOrder Answer(string name, IReadOnlyList<Message> messages) =>
        Of(name == "merge" ? options.Merger : "", messages) with
        {
            Name = name,
            IsAnswer = true,
        };

    private StepOrder Of(string configured, IReadOnlyList<Message> messages)
    {
        var model = configured.Length > 0 ? configured : models[0].Name;
        return new StepOrder
        {
            Name = "",
            Model = model,
            Messages = messages,
            Instead = Reserve.Others(models, model, options.Replacements),
            // What worked is told by the run's end.
            Tell = StepNotes.FailureOnly,
        };
    }
}
