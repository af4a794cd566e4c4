using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Watching;

/// <summary>What a run tells beside its log, and how much of the log it keeps.</summary>
public sealed class LiveProgressTests
{
    private readonly LiveCursor _cursor = new() { NextSequence = 1 };

    [Fact]
    public void A_watcher_that_was_slow_gets_the_newest_progress_only()
    {
        var live = Live();
        live.Tell(new RunProgress("members", 1, 3), steps: 1);
        live.Tell(new RunProgress("members", 2, 3), steps: 2);

        var told = live.Next(_cursor, mayTellLive: true).Event;

        Assert.Equal(("progress", 0ul), (told?.Name, told?.Sequence));
        Assert.Equal("""{"phase":"members","done":2,"of":3,"steps":2}""", told?.PayloadJson);
        Assert.Equal(LiveState.Waits, live.Next(_cursor, mayTellLive: true).State);
    }

    [Fact]
    public void What_is_not_kept_waits_for_its_turn_and_entries_do_not()
    {
        var live = Live();
        live.BeginAnswer(new AnswerWriter("s", "a:1", "r", Simulated: false));
        live.Append("text", "");
        live.Tell(new RunProgress("synthesis", 0, 0), steps: 3);
        Assert.Equal(LiveState.Later, live.Next(_cursor, mayTellLive: false).State);

        live.Add(1, 0, "error", "{}");

        Assert.Equal("text", live.Next(_cursor, mayTellLive: false).Event?.Answer.Content);
        Assert.Equal("error", live.Next(_cursor, mayTellLive: false).Event?.Name);
        Assert.Equal(LiveState.Later, live.Next(_cursor, mayTellLive: false).State);
    }

    [Fact]
    public void At_the_end_nothing_waits_and_old_progress_is_not_told()
    {
        var live = Live();
        live.BeginAnswer(new AnswerWriter("s", "a:1", "r", Simulated: false));
        live.Tell(new RunProgress("synthesis", 0, 0), steps: 3);
        live.Append("last", "");
        live.End();

        Assert.Equal("last", live.Next(_cursor, mayTellLive: false).Event?.Answer.Content);
        Assert.Equal(LiveState.Over, live.Next(_cursor, mayTellLive: false).State);
    }

    [Fact]
    public void A_run_keeps_its_latest_entries_and_says_which_ones_a_slow_watcher_has_to_read()
    {
        var live = Live(entries: 3);
        for (var sequence = 1; sequence <= 10; sequence++)
        {
            live.Add(sequence, 0, "ai_response", "{}");
        }

        Assert.Equal(new LiveNext(LiveState.Missed, null, 7), live.Next(_cursor, mayTellLive: true));
        _cursor.NextSequence = 8;
        Assert.Equal(8ul, live.Next(_cursor, mayTellLive: true).Event?.Sequence);
    }

    [Fact]
    public void Long_entries_are_kept_up_to_their_characters_and_the_latest_always()
    {
        var live = Live(characters: 1_000);
        live.Add(1, 0, "ai_response", new string('x', 600));
        live.Add(2, 0, "ai_response", new string('x', 600));
        Assert.Equal(1, live.Next(_cursor, mayTellLive: true).MissedUntil);

        live.Add(3, 0, "ai_response", new string('x', 5_000));

        _cursor.NextSequence = 3;
        Assert.Equal(3ul, live.Next(_cursor, mayTellLive: true).Event?.Sequence);
    }

    private static LiveRun Live(int entries = 64, int characters = 65_536) =>
        new(
            "run-1",
            1,
            1,
            new RunWatchOptions { KeptEntries = entries, KeptCharacters = characters },
            new ManualTimeProvider()
        );
}
