using Orchestrator.Files;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Simulation.Workloads;

/// <summary>
/// Reads a workload from the YAML that a person wrote: a generator or a recorded trace, and the mix that goes with it.
/// Reads no file itself: those that it names are opened by the caller.
/// </summary>
public static class WorkloadFile
{
    /// <param name="fileName">For the problems.</param>
    /// <param name="open">Opens a file that the workload names, at its beginning and as often as asked; null when there is none.</param>
    /// <param name="fleet">When given, models that it lacks are problems, or give way to others as the mix says.</param>
    public static FileReading<IWorkload> Read(
        string fileName,
        string text,
        Func<string, Stream?> open,
        Fleet? fleet = null
    )
    {
        var problems = new ProblemList(fileName);
        var root = YamlText.Read(text, problems);
        return problems.Reading(root is null ? null : new WorkloadFields(open, fleet).Read(root));
    }
}
