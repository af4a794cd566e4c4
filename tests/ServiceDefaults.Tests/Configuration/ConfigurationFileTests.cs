using Microsoft.AspNetCore.Builder;

namespace Orchestrator.ServiceDefaults.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_command_line_beats_the_environment_which_beats_the_file_which_beats_the_defaults()
    {
        // Settings of the host's own (DOTNET_ prefix) stand lower; a plain variable is what an operator sets.
        Environment.SetEnvironmentVariable("ORCHESTRATORTEST__B", "environment");
        Environment.SetEnvironmentVariable("ORCHESTRATORTEST__C", "environment");
        try
        {
            Write(
                "orchestrator.json",
                """{ "OrchestratorTest": { "A": "file", "B": "file", "C": "file" } /* comment */ }"""
            );
            var builder = Build("--OrchestratorTest:C=line");

            var section = builder.Configuration.GetSection("OrchestratorTest");
            Assert.Equal(("file", "environment", "line"), (section["A"], section["B"], section["C"]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ORCHESTRATORTEST__B", null);
            Environment.SetEnvironmentVariable("ORCHESTRATORTEST__C", null);
        }
    }

    [Fact]
    public void A_named_file_is_read_instead_of_the_usual_one()
    {
        Write("orchestrator.json", """{ "OrchestratorTest": { "A": "usual" } }""");
        Write("other.json", """{ "OrchestratorTest": { "A": "other" } }""");

        Assert.Equal("other", Build("--ORCHESTRATOR_CONFIG=other.json").Configuration["OrchestratorTest:A"]);
        Assert.Equal("usual", Build().Configuration["OrchestratorTest:A"]);
    }

    [Fact]
    public void A_named_file_that_is_not_there_stops_the_start_and_is_named()
    {
        var refusal = Assert.Throws<WrongSettingException>(() => Build("--ORCHESTRATOR_CONFIG=missing.json"));

        Assert.Contains("missing.json", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_may_change_log_levels_that_are_quiet_by_default()
    {
        Assert.Equal("Warning", Build().Configuration["Logging:LogLevel:Microsoft.AspNetCore"]);
        Write("orchestrator.json", """{ "Logging": { "LogLevel": { "Microsoft.AspNetCore": "Debug" } } }""");
        Assert.Equal("Debug", Build().Configuration["Logging:LogLevel:Microsoft.AspNetCore"]);
    }

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder.FullName, name), json);

    private WebApplicationBuilder Build(params string[] line) =>
        WebApplication
            .CreateBuilder(new WebApplicationOptions { Args = line, ContentRootPath = _folder.FullName })
            .AddServiceDefaults("tested");
}
