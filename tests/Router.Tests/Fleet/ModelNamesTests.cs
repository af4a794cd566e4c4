using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Tests.Fleet;

public sealed class ModelNamesTests
{
    [Theory]
    [InlineData("Llama3", "llama3:latest")]
    [InlineData("llama3:8B", "llama3:8b")]
    [InlineData("host.example:5000/team/model", "host.example:5000/team/model:latest")]
    [InlineData("team/model:q4", "team/model:q4")]
    public void One_model_has_one_key(string name, string key) => Assert.Equal(key, ModelKey.Of(name));

    [Theory]
    [InlineData("8.2B", "x:latest", 8.2)]
    [InlineData("567M", "x:latest", 0.567)]
    [InlineData("", "qwen3:14b", 14)]
    [InlineData("", "smollm:135m", 0.135)]
    [InlineData("", "llama-3.1-8b-instruct:latest", 8)]
    [InlineData("", "phi4:latest", 0)]
    [InlineData("unknown", "x:7before", 0)]
    public void Parameters_are_read_from_what_is_stated_else_from_the_name(
        string stated,
        string key,
        double billions
    ) => Assert.Equal(billions, ParameterCount.Billions(stated, key), 6);

    [Fact]
    public void A_replica_that_lists_no_capabilities_still_tells_embedding_models_by_their_names()
    {
        Assert.Equal(ModelAbilities.Embedding, AbilityNames.Parse([], "nomic-embed-text:latest"));
        Assert.Equal(ModelAbilities.Completion, AbilityNames.Parse([], "llama3:latest"));
    }
}
