using Xunit;

namespace Orchestrator.Testing;

/// <summary>A test that needs a file under the folder that ORCHESTRATOR_DATA names; skipped, with the reason, without it.</summary>
public sealed class ExternalDataFactAttribute : FactAttribute
{
    private const string Variable = "ORCHESTRATOR_DATA";

    public ExternalDataFactAttribute(string file)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Skip = $"{Variable} is not set; it names the folder with {file}.";
        }
        else if (!File.Exists(PathOf(file)))
        {
            Skip = $"{Variable} is set, but there is no {file} in it.";
        }
    }

    public static string PathOf(string file) => Path.Combine(Environment.GetEnvironmentVariable(Variable) ?? "", file);
}
