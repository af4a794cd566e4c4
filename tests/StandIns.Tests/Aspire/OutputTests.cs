using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Output;
using Aspire.Hosting.ProjectLaunch;
using Aspire.Hosting.Running;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>What is shown, and the parts of the runner that only compute.</summary>
public sealed class OutputTests
{
    [Fact]
    public void A_line_has_its_resources_name_before_it()
    {
        using var text = new StringWriter();
        var lines = new ResourceLines(new ConsoleOutput(text, colours: false), ["web", "worker-1"]);

        lines.Write("web", new LogLine(1, "info: hello", IsErrorMessage: false));
        lines.Write("worker-1", new LogLine(1, "fail: broken", IsErrorMessage: true));

        Assert.Equal(
            $"web      | info: hello{Environment.NewLine}worker-1 | fail: broken{Environment.NewLine}",
            text.ToString()
        );
    }

    [Fact]
    public void Colours_tell_resources_and_levels_apart_where_someone_sees_them()
    {
        using var text = new StringWriter();
        var lines = new ResourceLines(new ConsoleOutput(text, colours: true), ["a", "b"]);

        lines.Write("a", new LogLine(1, "warn: careful", IsErrorMessage: false));
        lines.Write("b", new LogLine(1, "plain", IsErrorMessage: false));

        Assert.Equal(
            $"\e[36ma\e[0m | \e[33mwarn: careful\e[0m{Environment.NewLine}\e[35mb\e[0m | plain{Environment.NewLine}",
            text.ToString()
        );
    }

    [Fact]
    public void The_table_shows_state_health_and_addresses()
    {
        var web = new ResourceEvent(
            new ExecutableResource("web", "x", "."),
            "web",
            Snapshot("Running") with
            {
                Urls =
                [
                    new UrlSnapshot("http", "http://localhost:8080", IsInternal: false),
                    new UrlSnapshot("grpc", "x", IsInternal: true),
                ],
            }
        );
        var job = new ResourceEvent(
            new ExecutableResource("job", "x", "."),
            "job",
            Snapshot("Finished") with
            {
                ExitCode = 3,
            }
        );

        Assert.Equal(
            """
            Resource  State         Health   URLs
            job       Finished (3)
            web       Running       Healthy  http://localhost:8080
            """,
            StatusTable.Format([web, job], colours: false)
        );
    }

    [Theory]
    [InlineData("Starting", false)]
    [InlineData("Waiting", false)]
    [InlineData("Running", false)] // not known to be healthy yet
    [InlineData("NotStarted", true)]
    [InlineData("FailedToStart", true)]
    public void It_is_shown_when_nothing_is_on_its_way(string state, bool settled)
    {
        var resource = new ResourceEvent(new ExecutableResource("web", "x", "."), "web", Snapshot(state));

        Assert.Equal(settled, StatusTable.IsSettled([resource]));
    }

    [Fact]
    public void A_ring_of_dependencies_stops_together_before_what_it_depends_on()
    {
        var builder = AspireApp.Builder(Path.GetTempPath());
        var store = builder.AddShell("store", "exit").WithHttpEndpoint();
        var left = builder.AddShell("left", "exit").WithHttpEndpoint().WithReference(store.GetEndpoint("http"));
        var right = builder.AddShell("right", "exit").WithHttpEndpoint().WithReference(left.GetEndpoint("http"));
        left.WithReference(right.GetEndpoint("http"));
        var top = builder.AddShell("top", "exit").WithEnvironment("LEFT", left.GetEndpoint("http"));

        var order = StopOrder
            .Of(builder.Resources)
            .Select(group => string.Join(',', group.Select(resource => resource.Name)));

        Assert.Equal(["top", "left,right", "store"], order);
        Assert.NotNull(top);
    }

    [Theory]
    [InlineData("a b", "a|b")]
    [InlineData("  \"a b\"  c", "a b|c")]
    [InlineData("--text \"say \\\"hi\\\"\"", "--text|say \"hi\"")]
    [InlineData("\"\"", "")]
    public void Arguments_of_a_profile_are_split_like_a_shell_would(string line, string parts) =>
        Assert.Equal(parts.Split('|'), CommandLine.Split(line));

    [Fact]
    public async Task An_expression_keeps_braces_and_resolves_its_values()
    {
        var parameter = AspireApp.Builder(Path.GetTempPath(), "Parameters:p=a/b").AddParameter("p");
        var expression = ReferenceExpression.Create($"{{x}}={parameter}&uri={parameter:uri}");

        Assert.Equal("{x}=a/b&uri=a%2Fb", await expression.GetValueAsync(CancellationToken.None));
        Assert.Equal("{x}={p.value}&uri={p.value}", expression.ValueExpression);
    }

    private static CustomResourceSnapshot Snapshot(string state) =>
        new()
        {
            ResourceType = "Executable",
            Properties = [],
            State = state,
        };
}
