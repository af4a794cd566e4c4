namespace Orchestrator.Architecture.Tests;

/// <summary>
/// The questions that simulated models are graded on must not reach the product, which would otherwise be measured on
/// what it knows by heart.
/// </summary>
public sealed class BankIsolationTests
{
    [Fact]
    public void Only_the_simulated_host_the_command_line_and_tests_reference_the_simulation()
    {
        var readers = ProjectFiles
            .References.Where(project => project.Value.Contains("Simulation", StringComparer.Ordinal))
            .Select(project => project.Key)
            .Where(project => !project.EndsWith("Tests", StringComparison.Ordinal) && project != "Benchmarks");

        Assert.Empty(readers.Except(["SimulatedOllama", "Cli"]));
    }

    [Fact]
    public void No_other_project_names_the_files_of_the_bank()
    {
        var projects = ProjectFiles
            .References.Keys.Where(project => project != "Simulation")
            .Where(project =>
                File.ReadAllText(ProjectFiles.PathOf(project)).Contains("Bank", StringComparison.Ordinal)
            );

        Assert.Empty(projects);
    }
}
