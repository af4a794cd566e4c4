using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Tests.Replicas;

/// <summary>A replica may list anything; what it lists goes to every watcher.</summary>
public sealed class ReplicaListingTests
{
    private static readonly string _long = new('x', 200);

    private static InstalledModel Model(string name, string digest = "d", string family = "llama") =>
        new(ModelId.Parse(name), digest, 1, default, new ModelShape(family, "gguf", "1B", "Q4_0"));

    [Fact]
    public void Of_too_many_models_the_same_ones_count_whatever_their_order()
    {
        InstalledModel[] models = [Model("c:1"), Model("a:1"), Model("d:1"), Model("b:1")];

        var one = ReplicaListing.Of("0.9.0", models, maxModels: 2);
        var other = ReplicaListing.Of("0.9.0", [.. models.Reverse()], maxModels: 2);

        Assert.Equal(["a:1", "b:1"], one.Installed.Select(model => model.Id.ToString()));
        Assert.Equal(one.Fingerprint(), other.Fingerprint());
    }

    [Fact]
    public void A_model_with_a_text_that_is_too_long_is_left_out()
    {
        InstalledModel[] models = [Model("a:1", digest: _long), Model("b:1", family: _long), Model("c:1")];

        var listing = ReplicaListing.Of("0.9.0", models, maxModels: 10);

        Assert.Equal("c:1", Assert.Single(listing.Installed).Id.ToString());
    }

    [Fact]
    public void Of_a_models_details_only_what_is_short_is_taken()
    {
        var card = new ModelCard
        {
            Id = ModelId.Parse("a:1"),
            Shape = new ModelShape("llama", "gguf", "1B", "Q4_0"),
            Capabilities = [_long, .. Enumerable.Range(0, 100).Select(number => $"capability-{number}")],
            Licence = _long,
        };

        var details = ModelDetails.Of(card);

        Assert.Equal((16, "capability-0", ""), (details.Capabilities.Length, details.Capabilities[0], details.Licence));
    }
}
