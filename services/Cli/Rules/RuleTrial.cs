using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;

namespace Orchestrator.Cli.Rules;

/// <summary>A request that rules are tried on.</summary>
/// <param name="Place">Where it comes from, for people: "requests.jsonl:3".</param>
internal sealed record RuleTrial(string Place, IReadOnlyList<ConversationTurn> Turns)
{
    public string Model { get; init; } = "auto";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string Key { get; init; } = "";

    public string Role { get; init; } = "";

    public RequestPriority Priority { get; init; }

    public int ToolCount { get; init; }

    public int ImageCount { get; init; }

    public bool WantsJson { get; init; }

    /// <summary>What is expected: a name of <see cref="TrialResult.Facts"/> and its value; null for no test.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Expect { get; init; }

    public RouteInput ToInput() =>
        new(
            "rules-test",
            Model,
            Turns,
            Turns.Sum(turn => (long)turn.Text.Length),
            ToolCount,
            ImageCount,
            WantsJson,
            WantsThinking: false,
            MaxTokens: 0,
            [],
            DryRun: true
        )
        {
            Headers = Headers,
            Tenant = Key,
            Role = Role,
            Priority = Priority,
        };
}
