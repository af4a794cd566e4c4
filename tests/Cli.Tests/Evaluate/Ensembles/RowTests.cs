using Orchestrator.Cli.Evaluate.Ensembles.Rows;
using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using static Orchestrator.Cli.Tests.Evaluate.Ensembles.ScriptedModel;

namespace Orchestrator.Cli.Tests.Evaluate.Ensembles;

/// <summary>What each row makes of one question, and what it pays for that.</summary>
public sealed class RowTests
{
    [Fact]
    public async Task The_best_single_model_is_the_one_that_is_believed_to_be_best_and_not_the_one_that_is()
    {
        var trial = new ScriptedTrial(new ScriptedModel(0.6, 0.9, "7"), new ScriptedModel(0.8, 0.3, "4"));

        var outcomes = await Answer(trial, votes: 2);

        Assert.Equal(0, outcomes[EnsembleRows.BestSingle].Score);
        Assert.Equal(1, outcomes[EnsembleRows.BestKnown].Score);
        Assert.Equal(1, outcomes[EnsembleRows.Oracle].Score);
        Assert.Equal(0.5, outcomes[EnsembleRows.RandomMember].Score);
    }

    [Fact]
    public async Task A_majority_counts_heads_and_a_weighted_vote_counts_skill()
    {
        var trial = new ScriptedTrial(Of(0.95, "7"), Of(0.35, "4"), Of(0.35, "4"));

        var outcomes = await Answer(trial, votes: 3);

        Assert.Equal(0, outcomes[EnsembleRows.Majority].Score);
        Assert.Equal(1, outcomes[EnsembleRows.WeightedVote].Score);
    }

    [Fact]
    public async Task A_vote_pays_for_every_call_and_one_that_stops_early_for_those_that_it_made()
    {
        var trial = new ScriptedTrial([.. Enumerable.Repeat(Of(0.9, "7"), 9)]);

        var outcomes = await Answer(trial, votes: 9);

        var (vote, stop) = (outcomes[EnsembleRows.WeightedVote], outcomes[EnsembleRows.EarlyStop]);
        Assert.Equal((9, 270, 9.0), (vote.Calls, vote.Tokens, vote.GpuSeconds));
        Assert.InRange(stop.Calls, 1, 5);
        Assert.Equal((stop.Calls * 30, (double)stop.Calls), (stop.Tokens, stop.GpuSeconds));
        Assert.Equal((1, 1), (vote.Score, stop.Score));
    }

    [Fact]
    public async Task A_vote_whose_members_disagree_is_not_stopped_before_its_end()
    {
        var trial = new ScriptedTrial(Of(0.6, "7"), Of(0.6, "4"), Of(0.6, "5"), Of(0.6, "6"), Of(0.6, "8"));

        Assert.Equal(5, (await Answer(trial, votes: 5))[EnsembleRows.EarlyStop].Calls);
    }

    [Fact]
    public async Task At_equal_budget_the_best_model_is_asked_alone_as_often_and_as_long_as_the_vote()
    {
        var trial = new ScriptedTrial(Of(0.8, "4", "7", "7"), Of(0.5, "4"), Of(0.5, "4"));

        var outcomes = await Answer(trial, votes: 3);

        Assert.Equal((3, 1), (outcomes[EnsembleRows.EqualCalls].Calls, outcomes[EnsembleRows.EqualCalls].Score));
        Assert.Equal((3, 1), (outcomes[EnsembleRows.EqualGpu].Calls, outcomes[EnsembleRows.EqualGpu].Score));
    }

    [Fact]
    public async Task Who_says_nothing_is_no_voter_and_costs_nothing()
    {
        var trial = new ScriptedTrial(Of(0.9), Of(0.8, "7"), Of(0.7, "7"));

        var outcomes = await Answer(trial, votes: 3);

        Assert.Equal((2, 1), (outcomes[EnsembleRows.Majority].Calls, outcomes[EnsembleRows.Majority].Score));
        Assert.Equal((0, 0), (outcomes[EnsembleRows.BestSingle].Calls, outcomes[EnsembleRows.BestSingle].Score));
    }

    [Fact]
    public async Task The_router_sends_a_strong_model_with_weak_helpers_one_call_and_says_what_it_expected()
    {
        var trial = new ScriptedTrial(Of(0.95, "7"), Of(0.35, "4"), Of(0.35, "4"));

        var auto = (await Answer(trial, votes: 3))[EnsembleRows.Auto];

        Assert.Equal((1, 1, false), (auto.Calls, auto.Score, auto.IsSeveral));
        Assert.True(auto.ExpectedGain < 0.01);
    }

    private static Task<IReadOnlyDictionary<string, RowOutcome>> Answer(ITrial trial, int votes)
    {
        var rows = new RowSet(votes);
        var machines = rows.Names.ToDictionary(name => name, IMachine (_) => new RecordedMachine());
        return rows.AnswerAsync(trial, machines, CancellationToken.None);
    }
}
