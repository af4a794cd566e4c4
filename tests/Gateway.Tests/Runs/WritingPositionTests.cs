using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Runs.Answers;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>What of the next piece a client gets.</summary>
public sealed class WritingPositionTests : IDisposable
{
    private readonly WritingPosition _position = new();

    [Fact]
    public void Pieces_in_order_are_relayed_and_the_rest_is_what_follows_them()
    {
        Assert.Equal("안녕", Take("안녕", 0));
        Assert.Equal(" world", Take(" world", 2));

        Assert.Equal("!", _position.Rest("안녕 world!"));
        Assert.Null(_position.Rest("안녕 World!"));
        Assert.Null(_position.Rest("안녕"));
    }

    [Fact]
    public void What_was_sent_already_is_dropped_and_what_goes_beyond_it_is_relayed()
    {
        Take("Hello", 0);

        Assert.Equal("", Take("Hello", 0));
        Assert.Equal("", Take("lo", 3));
        Assert.Equal(" world", Take("lo world", 3));
    }

    [Theory]
    [InlineData(1, 6, PieceFate.Torn)]
    [InlineData(2, 0, PieceFate.Rewritten)]
    [InlineData(2, 5, PieceFate.Rewritten)]
    public void Once_something_was_sent_gaps_and_new_writings_end_the_relay(int writing, int offset, object fate)
    {
        Take("Hello", 0);

        Assert.Equal(fate, _position.Take(Piece("x", offset, writing)).Fate);
    }

    [Fact]
    public void Before_anything_was_sent_a_new_writing_takes_the_place_of_the_old_one()
    {
        Assert.Equal("", Take("lost", 7));
        Assert.Equal("new", Take("new", 0, writing: 2));
        Assert.Equal("", Take("old", 0, writing: 1));
    }

    [Fact]
    public void Thinking_that_comes_again_with_a_new_watch_goes_out_once()
    {
        Assert.Equal("hm", _position.Take(new AnswerPiece { Thinking = "hm", Writing = 1 }).Thinking);

        var again = _position.Take(
            new AnswerPiece
            {
                Thinking = "hm, so",
                Content = "42",
                Writing = 1,
            }
        );
        var further = _position.Take(
            new AnswerPiece
            {
                Thinking = "!",
                ThinkingOffset = 6,
                Offset = 2,
                Writing = 1,
            }
        );

        Assert.Equal(("42", ", so"), (again.Content, again.Thinking));
        Assert.Equal(("", "!"), (further.Content, further.Thinking));
    }

    [Fact]
    public void Thinking_goes_out_with_an_empty_piece_of_the_text()
    {
        var verdict = _position.Take(new AnswerPiece { Thinking = "hm", Writing = 1 });

        Assert.Equal(PieceFate.Relay, verdict.Fate);
        Assert.True(_position.HasBegun);
    }

    [Fact]
    public void However_often_pieces_are_repeated_the_client_gets_the_text_once()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<(NonEmptyString, byte[])>(), Holds));

        static bool Holds((NonEmptyString Text, byte[] Jumps) given)
        {
            using var position = new WritingPosition();
            var text = given.Text.Get;
            var sent = "";
            foreach (var jump in given.Jumps)
            {
                // Any piece that begins at or before what was sent.
                var from = jump % (sent.Length + 1);
                var length = Math.Min(text.Length - from, 1 + (jump / 16));
                sent += position.Take(Piece(text.Substring(from, length), from)).Content;
            }

            return text.StartsWith(sent, StringComparison.Ordinal) && position.Rest(text) == text[sent.Length..];
        }
    }

    public void Dispose() => _position.Dispose();

    private string Take(string content, int offset, int writing = 1) =>
        _position.Take(Piece(content, offset, writing)).Content;

    private static AnswerPiece Piece(string content, int offset, int writing = 1) =>
        new()
        {
            Content = content,
            Offset = (ulong)offset,
            Writing = (ulong)writing,
        };
}
