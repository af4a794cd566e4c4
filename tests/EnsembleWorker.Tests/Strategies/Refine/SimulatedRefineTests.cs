using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Refine.RefineScript;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Refine;

/// <summary>Control flow with simulated models: nothing is said of quality.</summary>
public sealed class SimulatedRefineTests
{
    [Fact]
    public async Task Simulated_models_give_verdicts_of_both_kinds_that_can_be_read()
    {
        var verdicts = new HashSet<bool>();
        foreach (var question in SimulatedMembers.Questions(12))
        {
            var steps = SimulatedMembers.Asked(question);

            Assert.IsType<RunEnd.Completed>(await RunAsync(steps));

            foreach (var note in Verdicts(steps))
            {
                var verdict = JsonDocument.Parse(note.PayloadJson).RootElement;
                Assert.True(verdict.GetProperty("readable").GetBoolean(), question.Id);
                verdicts.Add(verdict.GetProperty("passed").GetBoolean());
            }
        }

        Assert.Equal(2, verdicts.Count);
    }
}
