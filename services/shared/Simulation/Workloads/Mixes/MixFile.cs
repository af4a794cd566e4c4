using Orchestrator.Files;

namespace Orchestrator.Simulation.Workloads.Mixes;

/// <summary>Reads a mix from the YAML that a person wrote.</summary>
public static class MixFile
{
    public static FileReading<Mix> Read(string fileName, string text)
    {
        var problems = new ProblemList(fileName);
        var root = YamlText.Read(text, problems);
        return problems.Reading(root is null ? null : MixFields.Read(root));
    }
}
