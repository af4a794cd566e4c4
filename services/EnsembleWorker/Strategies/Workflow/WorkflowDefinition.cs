using System.Security.Cryptography;
using System.Text;
using Orchestrator.EnsembleWorker.Strategies.Graphs;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>A workflow that can be carried out.</summary>
/// <param name="Steps">In the order of the file.</param>
/// <param name="Graph">What waits for what: needs, and conditions before what they decide over.</param>
/// <param name="Output">Places of the steps whose text is the answer: the first that has one.</param>
/// <param name="Text">A file with this workflow alone, from which it can be read again: what a run keeps.</param>
internal sealed record WorkflowDefinition(
    string Name,
    string Description,
    IReadOnlyList<WorkflowStep> Steps,
    Graph Graph,
    IReadOnlyList<int> Output,
    string Text
)
{
    private const int VersionChars = 12;

    private readonly Dictionary<string, int> _places = Steps
        .Select((step, at) => KeyValuePair.Create(step.Id, at))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>The same text is the same version.</summary>
    public string Version { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..VersionChars];

    public int ModelCalls => Steps.Count(step => step is WorkflowStep.Model);

    public int PlaceOf(string id) => _places[id];

    /// <summary>Conditions that decide over a step, and what has to come out of them.</summary>
    public IEnumerable<(int Condition, bool Holds)> GatesOf(string id)
    {
        for (var at = 0; at < Steps.Count; at++)
        {
            if (Steps[at] is WorkflowStep.Condition condition)
            {
                if (condition.Then.Contains(id, StringComparer.Ordinal))
                {
                    yield return (at, true);
                }

                if (condition.Else.Contains(id, StringComparer.Ordinal))
                {
                    yield return (at, false);
                }
            }
        }
    }
}
