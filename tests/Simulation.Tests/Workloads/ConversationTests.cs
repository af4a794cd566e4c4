using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;
using Orchestrator.Simulation.Workloads.Mixes;

namespace Orchestrator.Simulation.Tests.Workloads;

public sealed class ConversationTests
{
    private const int BlockTokens = 16;
    private readonly Sessions _shape = new(5, 30, new TokenLengths(1000, 1, 60_000), BlockTokens, 2000);

    [Fact]
    public void The_prompt_of_a_turn_begins_with_the_whole_blocks_of_the_turn_before()
    {
        var turns = Conversations().SelectMany(turns => turns.Zip(turns.Skip(1))).ToList();
        var grown = turns.Where(pair => pair.Second.Prompt.Tokens > pair.First.Prompt.Tokens).ToList();

        Assert.True(grown.Count > turns.Count / 2);
        Assert.All(
            grown,
            pair =>
            {
                var whole = pair.First.Prompt.Tokens / BlockTokens;
                Assert.Equal(pair.First.Prompt.Blocks.Take(whole), pair.Second.Prompt.Blocks.Take(whole));
                Assert.True(pair.Second.Prompt.Tokens > pair.First.Prompt.Tokens + pair.First.OutputTokens);
                // The unfinished block of the turn before has become another text.
                Assert.True(
                    pair.First.Prompt.Tokens % BlockTokens == 0
                        || pair.First.Prompt.Blocks[whole] != pair.Second.Prompt.Blocks[whole]
                );
            }
        );
    }

    [Fact]
    public void Blocks_are_as_many_as_the_tokens_fill_and_a_conversation_keeps_its_limit_model_and_tenant()
    {
        foreach (var turns in Conversations())
        {
            Assert.All(
                turns,
                turn => Assert.Equal((turn.Prompt.Tokens + BlockTokens - 1) / BlockTokens, turn.Prompt.Blocks.Length)
            );
            Assert.All(turns, turn => Assert.InRange(turn.Prompt.Tokens, 1, 2000));
            Assert.Single(turns.Select(turn => (turn.Model, turn.Tenant)).Distinct());
        }
    }

    [Fact]
    public void Different_conversations_share_nothing()
    {
        var seen = new Dictionary<ulong, int>();
        foreach (var (number, turns) in Conversations().Index())
        {
            Assert.All(
                turns.SelectMany(turn => turn.Prompt.Blocks).Distinct(),
                block => Assert.True(seen.TryAdd(block, number))
            );
        }
    }

    [Fact]
    public void Turns_are_as_many_as_asked_for_and_the_rate_counts_requests_and_not_conversations()
    {
        var facts = WorkloadFacts.Of(Workload(20_000), 6);
        var lengths = Enumerable
            .Range(0, 20_000)
            .Select(number => _shape.DrawTurns(RequestDraw.Random(1, number, DrawChannel.Session)));

        Assert.InRange(lengths.Average(), _shape.TurnsMean * 0.98, _shape.TurnsMean * 1.02);
        Assert.InRange(facts.RequestsPerSecond, 9.7, 10.3);
    }

    private GeneratedWorkload Workload(int count) =>
        new("talk", new PoissonArrivals(10), BuiltIn.Mix("m1")!) { RequestsMax = count, Sessions = _shape };

    private List<List<Arrival>> Conversations()
    {
        var mix = new Mix(
            "one",
            [new MixModel("m:1", 1) { Input = new(200, 0.5, 500), Output = new(50, 0.5, 200) }],
            [],
            deadline: null
        );
        var conversations = new List<List<Arrival>>();
        for (var number = 0; number < 200; number++)
        {
            var conversation = new Conversation(5, number, _shape, mix.Models[0], "t");
            var turns = new List<Arrival>();
            while (!conversation.IsOver)
            {
                var (prompt, answer) = conversation.Ask(mix.Models[0].Input!, mix.Models[0].Output!);
                turns.Add(
                    new Arrival(turns.Count, default, conversation.Model.Name, prompt, answer)
                    {
                        Tenant = conversation.Tenant,
                    }
                );
            }

            conversations.Add(turns);
        }

        return conversations;
    }
}
