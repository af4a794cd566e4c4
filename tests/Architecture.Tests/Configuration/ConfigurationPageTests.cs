using System.Reflection;
using Orchestrator.Testing;

namespace Orchestrator.Architecture.Tests.Configuration;

public sealed class ConfigurationPageTests
{
    private static readonly string[] Programs =
    [
        "EnsembleWorker",
        "Gateway",
        "Inference",
        "Learning",
        "LlamaCppHost",
        "Placement",
        "Profiler",
        "Router",
        "ServiceDefaults",
        "SimulatedOllama",
        "Simulation",
    ];

    private static readonly IReadOnlyList<Type> Options = DocumentedSettings.OptionsTypes(
        Programs.Select(program => Assembly.Load($"Orchestrator.{program}"))
    );

    [Fact]
    public void The_page_lists_every_setting_as_the_code_has_it()
    {
        var page = ConfigurationPage.Write(Options);

        Assert.Equal(Golden.Expected(page, "docs", "configuration.md"), page);
    }

    [Fact]
    public void Every_setting_says_what_it_means()
    {
        var silent = Options.SelectMany(DocumentedSettings.Of).Where(setting => setting.Meaning.Length == 0);

        Assert.Empty(silent.Select(setting => setting.Key));
    }
}
