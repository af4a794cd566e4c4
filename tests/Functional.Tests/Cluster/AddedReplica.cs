using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>A simulated replica of one test, added to its cluster by the API. Afterwards the cluster is as it was.</summary>
internal sealed class AddedReplica : IAsyncDisposable
{
    public const string Name = "added-1";

    /// <summary>What no other replica of these clusters has.</summary>
    public const string Model = "phi4:14b";

    private static readonly ClusterOptions Options = new(
        [],
        // A pull of a model of some GB takes no time.
        SpeedFactor: 500,
        Models: new Dictionary<string, string>(StringComparer.Ordinal) { [Name] = Model }
    );

    private readonly RunningCluster _cluster;
    private readonly FleetApi _fleet;
    private readonly SimulatedReplica _replica;

    private AddedReplica(RunningCluster cluster, SimulatedReplica replica)
    {
        _cluster = cluster;
        _fleet = new FleetApi(cluster);
        _replica = replica;
    }

    public static async Task<AddedReplica> StartAsync(RunningCluster cluster)
    {
        var added = new AddedReplica(cluster, SimulatedReplica.Start(Name, "coder", Options, cluster.Http));
        try
        {
            await Wait.UntilAsync(added._replica.AnswersAsync, $"{Name} answers");
            using var response = await added._fleet.AddAsync(Name, added._replica.Address);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            await added._fleet.UntilHealthAsync(Name, "healthy");
            return added;
        }
        catch
        {
            await added.DisposeAsync();
            throw;
        }
    }

    public async Task PullAsync(string model)
    {
        using var response = await _cluster.Http.PostAsJsonAsync(At("api/pull"), new { model, stream = false });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>From now on the name stands for other weights.</summary>
    public async Task ReplaceAsync(string model)
    {
        using var response = await _cluster.Http.PostAsJsonAsync(
            At("_sim/faults"),
            new { kind = "model_replaced", model }
        );
        response.EnsureSuccessStatusCode();
    }

    public async Task DeleteAsync(string model)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, At("api/delete"))
        {
            Content = JsonContent.Create(new { model }),
        };
        using var response = await _cluster.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>As the replica itself states it.</summary>
    public async Task<string> DigestOfAsync(string model)
    {
        var tags = await _cluster.Http.GetFromJsonAsync<JsonElement>(At("api/tags"));
        return tags.GetProperty("models").EnumerateArray().Single(each => each.Text("name") == model).Text("digest");
    }

    /// <summary>Removes it, if the test has not, and ends its process when nobody calls it any more.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _fleet.UntilServingAsync();
            using var response = await _fleet.RemoveAsync(Name);
            await _fleet.UntilGoneAsync(Name);
        }
        finally
        {
            await _replica.DisposeAsync();
        }
    }

    private Uri At(string path) => new(_replica.Address, path);
}
