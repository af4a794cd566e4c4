using System.Text.Json;
using Orchestrator.Contracts;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Debate.DebateScript;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Debate;

/// <summary>Control flow with simulated models: nothing is said of quality.</summary>
public sealed class SimulatedDebateTests
{
    [Fact]
    public async Task Simulated_models_take_positions_revise_them_and_score_each_as_the_schemas_say()
    {
        var phases = new HashSet<string>();
        foreach (var question in SimulatedMembers.Questions(12))
        {
            var steps = SimulatedMembers.Asked(question);

            var end = await CompleteAsync(steps);

            foreach (var update in Updates(steps))
            {
                var phase = update.GetProperty("phase").GetString()!;
                phases.Add(phase);
                Assert.True(update.GetProperty("readable").GetBoolean(), $"{question.Id}, {phase}");
            }

            Assert.NotEmpty(end.Answer.Text);
            Assert.All(Consensus(end).GetProperty("votes").EnumerateArray(), HasConfidence);
        }

        // Some questions are agreed on at once; over all of them every phase of short answers is seen.
        Assert.Superset(new HashSet<string> { "position", "revision", "scores" }, phases);
    }

    private static IEnumerable<JsonElement> Updates(ScriptedSteps steps) =>
        steps
            .Notes.Where(note => note.Name == EventNames.DiscussionUpdate)
            .Select(note => JsonDocument.Parse(note.PayloadJson).RootElement);

    private static void HasConfidence(JsonElement vote) =>
        Assert.InRange(vote.GetProperty("stated_confidence").GetDouble(), 0, 1);
}
