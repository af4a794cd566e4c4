using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Rules;
using Orchestrator.Testing;

namespace Orchestrator.Router.Tests.Rules;

/// <summary>The file of the rules is followed under a manual clock.</summary>
public sealed class RulesWatchLoopTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-rules-");
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTimeProvider _clock = new();
    private readonly LogRecorder _log = new();
    private readonly LoggerFactory _logging;
    private readonly RulesView _view = new();

    public RulesWatchLoopTests() => _logging = new LoggerFactory([_log]);

    private string File => Path.Combine(_folder.FullName, "rules.yaml");

    [Fact]
    public async Task A_file_that_is_wrong_or_missing_at_the_start_stops_the_start_with_all_that_is_wrong()
    {
        using var missing = Loop();
        await Assert.ThrowsAsync<OptionsValidationException>(() => missing.StartAsync(CancellationToken.None));

        Write("rules: [{ name: a }, { name: b, prefer: [] }]");
        using var wrong = Loop();
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            wrong.StartAsync(CancellationToken.None)
        );

        Assert.Equal(2, error.Failures.Count());
    }

    [Fact]
    public async Task A_swap_of_the_link_behind_the_file_is_seen_at_the_next_round()
    {
        Swap("one", "rules: [{ name: one, prefer: x }]");
        System.IO.File.CreateSymbolicLink(File, Path.Combine("..data", "rules.yaml"));
        using var loop = Loop();
        await loop.StartAsync(CancellationToken.None);
        Assert.Equal("one", Assert.Single(_view.Current.Rules).Name);

        Swap("two", "rules: [{ name: two, prefer: x }]");
        await RoundsUntilAsync(() => _view.Current.Rules[0].Name == "two");
        await loop.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_bad_file_keeps_the_old_rules_and_health_and_log_say_so()
    {
        Write("rules: [{ name: one, prefer: x }]");
        using var loop = Loop();
        await loop.ReadOnceAsync(CancellationToken.None);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync()).Status);

        Write("rules: [{ name: secret-plan, task: code }]");
        await loop.ReadOnceAsync(CancellationToken.None);
        await loop.ReadOnceAsync(CancellationToken.None);

        var health = await HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("rules[0].task: unknown field", health.Description);
        Assert.Single(_log.Lines, line => line.Level == LogLevel.Warning);
        Assert.Equal("one", Assert.Single(_view.Current.Rules).Name);

        System.IO.File.Delete(File);
        await loop.ReadOnceAsync(CancellationToken.None);
        Assert.Equal("one", Assert.Single(_view.Current.Rules).Name);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_not_read_to_its_end()
    {
        Write($"rules: []\n#{new string('x', RuleLimits.MaxFileBytes)}");

        var content = await RulesContent.ReadAsync(File, CancellationToken.None);

        Assert.Contains("more than", Assert.IsType<RulesContent.Unreadable>(content).Why);
    }

    private RulesWatchLoop Loop() =>
        new(
            _view,
            new RulesMetrics(_services.GetRequiredService<IMeterFactory>(), _view),
            Options.Create(new RulesOptions { File = File }),
            _clock,
            new Logger<RulesWatchLoop>(_logging)
        );

    private Task<HealthCheckResult> HealthAsync() => new RulesHealth(_view).CheckHealthAsync(new HealthCheckContext());

    private void Write(string yaml) => System.IO.File.WriteAllText(File, yaml);

    // As Kubernetes does it: a new folder, and a link that points to it from now on.
    private void Swap(string folder, string yaml)
    {
        var path = Path.Combine(_folder.FullName, folder);
        Directory.CreateDirectory(path);
        System.IO.File.WriteAllText(Path.Combine(path, "rules.yaml"), yaml);
        var link = Path.Combine(_folder.FullName, "..data");
        System.IO.File.Delete(link);
        System.IO.File.CreateSymbolicLink(link, folder);
    }

    private async Task RoundsUntilAsync(Func<bool> condition) =>
        await Wait.UntilAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(condition());
            },
            () => "the new rules were not read",
            Wait.Limit
        );

    public void Dispose()
    {
        _logging.Dispose();
        _services.Dispose();
        _folder.Delete(recursive: true);
    }
}
