using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class LiveRunTests
{
    private static readonly AnswerWriter Synthesizer = new("synthesis", "a:1", "gpu-1", Simulated: true);
    private static readonly AnswerWriter Member = new("member-1", "b:1", "gpu-2", Simulated: false);

    [Fact]
    public void A_watcher_that_was_slow_gets_all_that_it_missed_as_one_piece()
    {
        var live = Live();
        live.BeginAnswer(Synthesizer);
        var cursor = Cursor();
        live.Append("a", "");
        Assert.Equal("a", Next(live, cursor)?.Answer.Content);

        live.Append("b", "");
        live.Append("c", "");

        var piece = Next(live, cursor)?.Answer;
        Assert.Equal(("bc", 1ul, ""), (piece?.Content, piece?.Offset, piece?.Model));
        Assert.Null(Next(live, cursor));
    }

    [Fact]
    public void The_first_piece_of_a_writing_says_who_writes()
    {
        var live = Live();
        live.BeginAnswer(Synthesizer);
        live.Append("a", "");

        var piece = Next(live, Cursor())?.Answer;

        Assert.Equal(("a:1", "gpu-1", true), (piece?.Model, piece?.Replica, piece?.Simulated));
    }

    [Fact]
    public void A_long_text_comes_in_pieces_of_the_limit_and_no_pair_is_torn()
    {
        var live = Live(most: 3);
        live.BeginAnswer(Synthesizer);
        live.Append("a😀😀b", "");

        var cursor = Cursor();
        var pieces = new List<string>();
        while (Next(live, cursor) is { } next)
        {
            pieces.Add(next.Answer.Content);
        }

        Assert.Equal(["a😀", "😀b"], pieces);
    }

    [Fact]
    public void Text_that_was_written_before_an_entry_comes_before_it()
    {
        var live = Live();
        live.Add(1, 0, "ai_response", "{}");
        live.BeginAnswer(Synthesizer);
        live.Append("text", "thought");
        live.Add(2, 0, "completed", "{}");

        var cursor = Cursor();
        var order = new List<string>();
        while (Next(live, cursor) is { } next)
        {
            order.Add(next.Answer is { } piece ? piece.Content + piece.Thinking : next.Name);
        }

        Assert.Equal(["ai_response", "textthought", "completed"], order);
    }

    [Fact]
    public void An_answer_that_replaces_a_broken_one_is_a_higher_writing_from_the_beginning()
    {
        var live = Live(epoch: 2);
        live.BeginAnswer(Synthesizer);
        live.Append("half an ans", "");
        var cursor = Cursor();
        var first = Next(live, cursor)?.Answer.Writing;
        live.Add(1, 0, "error", "{}");
        live.BeginAnswer(Member);
        live.Append("whole", "");

        Assert.Equal("error", Next(live, cursor)?.Name);
        var piece = Next(live, cursor)?.Answer;

        Assert.Equal(("whole", 0ul, "b:1"), (piece?.Content, piece?.Offset, piece?.Model));
        Assert.True(piece?.Writing > first);
        Assert.True(first > Writing(Live(epoch: 1)), "A later epoch writes with higher numbers.");
    }

    [Fact]
    public void A_watcher_gets_entries_from_the_one_that_it_wants()
    {
        var live = Live(firstSequence: 5);
        live.Add(5, 0, "ai_response", "{}");
        live.Add(6, 0, "error", "{}");

        Assert.Equal(6ul, Next(live, Cursor(from: 6))?.Sequence);
        Assert.Null(Next(live, Cursor(from: 7)));
    }

    [Fact]
    public void It_is_over_for_a_watcher_only_when_the_watcher_has_everything()
    {
        var live = Live();
        live.Add(1, 0, "completed", "{}");
        live.End();
        var cursor = Cursor();

        Assert.Equal(LiveState.Told, live.Next(cursor, mayTellLive: true).State);
        Assert.Equal(LiveState.Over, live.Next(cursor, mayTellLive: true).State);
    }

    private static LiveRun Live(long epoch = 1, long firstSequence = 1, int most = 1000) =>
        new("run-1", epoch, firstSequence, new RunWatchOptions { MaxPieceCharacters = most }, new ManualTimeProvider());

    private static LiveCursor Cursor(long from = 1) => new() { NextSequence = from };

    private static RunEvent? Next(LiveRun live, LiveCursor cursor) => live.Next(cursor, mayTellLive: true).Event;

    private static ulong Writing(LiveRun live)
    {
        live.BeginAnswer(Synthesizer);
        return live.Writing;
    }
}
