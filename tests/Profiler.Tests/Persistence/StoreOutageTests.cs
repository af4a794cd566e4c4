using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Storage;
using Orchestrator.Profiler.Tests.Hosting;
using static Orchestrator.Profiler.Tests.Hosting.ScriptedWorker;

namespace Orchestrator.Profiler.Tests.Persistence;

public sealed class StoreOutageTests
{
    private const int OutageEvent = 3040;

    [Fact]
    public async Task Without_the_database_what_is_known_is_served_edits_are_refused_and_it_is_said_once()
    {
        using var database = new ProfilerDatabase();
        await using var host = await ProfilerHost.StartAsync(
            settings: new() { ["Profiler:Store:PollInterval"] = "00:00:00.050" },
            build: builder => builder.Services.AddSingleton<IDbContextFactory<ProfilerDbContext>>(database)
        );
        using var reader = host.Read();
        host.Worker.Owns(Replica("a", "m"));
        await reader.UntilAsync(view => view.Models.Count == 1, "the model is seen");

        database.IsAway = true;
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client.EditModelAsync(new EditModelRequest { Name = "m", Priority = 9 })
        );
        host.Worker.Owns(Replica("a", "m", "n"));
        await reader.UntilAsync(view => view.Models.Count == 2, "the view goes on");

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
        Assert.Single((await host.Client.GetModelAsync(new GetModelRequest { Name = "m" })).Profiles);
        Assert.Single(host.Log.Lines, line => line.Id.Id == OutageEvent);

        database.IsAway = false;
        await host.Client.EditModelAsync(new EditModelRequest { Name = "m", Priority = 9 });
        await reader.UntilAsync(view => view.Model("m")?.Settings.Priority == 9, "edits work again");
    }
}
