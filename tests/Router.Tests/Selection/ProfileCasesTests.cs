using System.Collections.Frozen;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>Who wins under which profile: the cases of docs/routing.md.</summary>
public sealed class ProfileCasesTests
{
    private const double CardSecond = 0.0000382;

    // Skills as docs/models.md states them for such models; the provider's one is assumed.
    private static readonly ModelRulesView Rules = new()
    {
        Current = new ModelRules(
            new Dictionary<string, ModelRule>(StringComparer.Ordinal)
            {
                ["llama3.2:1b"] = Skilled("llama3.2:1b", 0.33),
                ["qwen3:8b"] = Skilled("qwen3:8b", 0.71),
                ["llama3.3:70b"] = Skilled("llama3.3:70b", 0.79),
                ["some-provider:large"] = Skilled("some-provider:large", 0.92) with
                {
                    Price = new TokenPrice(5, 20, "USD"),
                },
            }
        ),
    };

    [Theory]
    [InlineData("auto:fast", "chat", "llama3.2:1b")]
    [InlineData("auto", "chat", "qwen3:8b")]
    [InlineData("auto:cheap", "chat", "llama3.2:1b")]
    [InlineData("auto:quality", "chat", "llama3.3:70b")]
    [InlineData("auto:fast", "maths", "qwen3:8b")]
    [InlineData("auto", "maths", "qwen3:8b")]
    [InlineData("auto:cheap", "maths", "qwen3:8b")]
    [InlineData("auto:quality", "maths", "llama3.3:70b")]
    public void Among_a_small_warm_one_a_middling_cold_one_and_a_large_slow_one(
        string profile,
        string prompt,
        string expected
    ) => Assert.Equal(expected, Winner(profile, prompt, Small, Middling(warm: false), Large));

    [Theory]
    [InlineData("auto:fast", "chat", "some-provider:large")]
    [InlineData("auto", "chat", "qwen3:8b")]
    [InlineData("auto:cheap", "chat", "qwen3:8b")]
    [InlineData("auto:cheap", "maths", "qwen3:8b")]
    [InlineData("auto", "maths", "some-provider:large")]
    [InlineData("auto:quality", "maths", "some-provider:large")]
    public void With_a_providers_model_at_hand_and_the_middling_one_in_memory(
        string profile,
        string prompt,
        string expected
    ) => Assert.Equal(expected, Winner(profile, prompt, Small, Middling(warm: true), Large, Provider));

    [Fact]
    public void The_caller_can_say_what_time_is_worth_to_it()
    {
        var patient = Request("auto:fast", "chat") with { Weights = new(Latency: 0, Cost: 0) };

        Assert.Equal("llama3.3:70b", Winner(patient, Small, Middling(warm: false), Large));
    }

    private static ReplicaSnapshot Small => Host("small", "llama3.2:1b", "1.2B", 150, 2, warm: true, CardSecond);

    private static ReplicaSnapshot Large => Host("large", "llama3.3:70b", "70.6B", 12, 40, warm: true, 2 * CardSecond);

    private static ReplicaSnapshot Provider => Host("cloud", "some-provider:large", "", 80, 0.1, warm: true, rate: 0);

    private static ReplicaSnapshot Middling(bool warm) => Host("middle", "qwen3:8b", "8.2B", 60, 6, warm, CardSecond);

    private static string Winner(string profile, string prompt, params ReplicaSnapshot[] replicas) =>
        Winner(Request(profile, prompt), replicas);

    private static string Winner(SelectionRequest request, params ReplicaSnapshot[] replicas)
    {
        var none = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var ranking = new ModelRanking(new ModelPreferences(none), Rules);
        var choices = Fresh(Of(replicas)).Choose(request, ranking: ranking).Choices();
        return choices[0].Entry.Model.Name;
    }

    private static SelectionRequest Request(string profile, string prompt) =>
        prompt == "chat"
            ? Fleets.Request(profile, TaskType.ConversationRoleplay, tokens: 556) with
            {
                Difficulty = 0.1,
                OutputTokens = 150,
            }
            : Fleets.Request(profile, TaskType.Math, tokens: 556) with
            {
                Difficulty = 0.9,
                OutputTokens = 360,
            };

    private static ModelRule Skilled(string name, double score) =>
        ModelRule.Usual with
        {
            Skills =
            [
                new SkillFigure($"digest-of-{name}", "math", "en", score, 0.05),
                new SkillFigure($"digest-of-{name}", "conversation_roleplay", "en", score, 0.05),
            ],
        };

    private static ReplicaSnapshot Host(
        string name,
        string model,
        string size,
        double decode,
        double load,
        bool warm,
        double rate
    )
    {
        var speed = new ModelSpeed(decode * 25, decode, load, 1, 1, []);
        return Replica(name, [Model(model, resident: warm, size: size)]) with
        {
            Speeds = new Dictionary<string, ModelSpeed>(StringComparer.Ordinal)
            {
                [$"digest-of-{model}"] = speed,
            }.ToFrozenDictionary(StringComparer.Ordinal),
            PricePerSecond = rate,
            Currency = "USD",
        };
    }
}
