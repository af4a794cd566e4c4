using Grpc.Core;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Tests.Hosting;
using static Orchestrator.Profiler.Tests.Hosting.ScriptedWorker;

namespace Orchestrator.Profiler.Tests.Grpc;

/// <summary>What operators ask about models, over real sockets and on a real database.</summary>
public sealed class ModelCallsTests
{
    [Fact]
    public async Task An_edit_is_in_the_view_and_in_the_audit_and_only_what_is_set_is_changed()
    {
        await using var host = await StartAsync("hf.co/someone/model:Q4");
        using var reader = host.Read();

        var edited = await host.Client.EditModelAsync(
            new EditModelRequest
            {
                Name = "hf.co/someone/model:q4",
                Priority = 9,
                OptimalFor = new OptimalFor { Tasks = { "code", "math" } },
                Actor = new Actor { Name = "kim" },
            }
        );

        await reader.UntilAsync(view => view.Model("hf.co/someone/model:Q4")?.Settings.Priority == 9, "it is told");
        var settings = Assert.Single(edited.Profiles).Settings;
        Assert.Equal((9u, true, 1ul), (settings.Priority, settings.Enabled, settings.Revision));
        Assert.Equal(["code", "math"], settings.OptimalFor);
        var model = await host.Client.GetModelAsync(new GetModelRequest { Name = "hf.co/someone/model:Q4" });
        Assert.Equal(["optimal_for", "priority"], model.Edits.Select(edit => edit.Field).Order());
        Assert.All(model.Edits, edit => Assert.Equal("kim", edit.Actor));
        Assert.True(Assert.Single(model.Speeds).DecodeTokensPerSecond.Value > 0);
    }

    [Fact]
    public async Task An_edit_of_settings_that_have_changed_meanwhile_is_refused()
    {
        await using var host = await StartAsync("m");
        await host.Client.EditModelAsync(new EditModelRequest { Name = "m", Priority = 9 });

        var refusal = await RefusedAsync(
            host.Client.EditModelAsync(
                new EditModelRequest
                {
                    Name = "m",
                    Priority = 1,
                    ExpectedRevision = 7,
                }
            )
        );

        Assert.Equal(StatusCode.Aborted, refusal.StatusCode);
    }

    [Theory]
    [InlineData(0u, "", "priority")]
    [InlineData(11u, "", "priority")]
    [InlineData(5u, "knitting", "optimal_for")]
    public async Task A_wrong_edit_names_its_field_and_changes_nothing(uint priority, string task, string field)
    {
        await using var host = await StartAsync("m");
        var request = new EditModelRequest { Name = "m", Priority = priority };
        if (task.Length > 0)
        {
            request.OptimalFor = new OptimalFor { Tasks = { task } };
        }

        var refusal = await RefusedAsync(host.Client.EditModelAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal(field, refusal.Trailers.GetValue(TrailerNames.Field));
        var model = Assert.Single((await host.Client.ListModelsAsync(new ListModelsRequest())).Models);
        Assert.Equal(0ul, model.Settings.Revision);
    }

    [Fact]
    public async Task A_model_that_nobody_has_is_not_found()
    {
        await using var host = await StartAsync("m");

        Assert.Equal(
            StatusCode.NotFound,
            (await RefusedAsync(host.Client.GetModelAsync(new() { Name = "x" }))).StatusCode
        );
        Assert.Equal(
            StatusCode.NotFound,
            (await RefusedAsync(host.Client.EditModelAsync(new() { Name = "x" }))).StatusCode
        );
        Assert.Equal(
            StatusCode.NotFound,
            (await RefusedAsync(host.Client.ProfileModelAsync(new() { Name = "m", Replica = "x" }))).StatusCode
        );
    }

    [Fact]
    public async Task A_measurement_that_was_asked_for_twice_waits_once()
    {
        await using var host = await StartAsync("m");

        await host.Client.ProfileModelAsync(new ProfileModelRequest { Name = "m" });
        var answer = await host.Client.ProfileModelAsync(new ProfileModelRequest { Name = "m", Replica = "a" });

        Assert.Equal(1u, answer.Queued);
    }

    [Fact]
    public async Task A_wish_for_which_there_is_no_room_is_refused_and_the_same_wish_again_is_not()
    {
        await using var host = await StartAsync("m", new() { ["Profiler:ProbeRequestsMax"] = "1" });
        using var reader = host.Read();
        host.Worker.Owns(Replica("a", "m", "n"));
        await reader.UntilAsync(view => view.Models.Count == 2, "both are seen");
        await host.Client.ProfileModelAsync(new ProfileModelRequest { Name = "m" });

        var again = await host.Client.ProfileModelAsync(new ProfileModelRequest { Name = "m" });
        var refusal = await RefusedAsync(host.Client.ProfileModelAsync(new ProfileModelRequest { Name = "n" }));

        Assert.Equal(1u, again.Queued);
        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
    }

    private static async Task<ProfilerHost> StartAsync(string model, Dictionary<string, string?>? settings = null)
    {
        var host = await ProfilerHost.StartAsync(settings: settings);
        using var reader = host.Read();
        host.Worker.Owns(Replica("a", model));
        await reader.UntilAsync(view => view.Models.Count == 1, "the model is seen");
        return host;
    }

    private static Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) =>
        Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
}
