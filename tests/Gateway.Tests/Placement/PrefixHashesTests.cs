using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement;
using Orchestrator.Placement.Routing;

namespace Orchestrator.Gateway.Tests.Placement;

public sealed class PrefixHashesTests
{
    private const int Block = 8;

    [Fact]
    public void Conversations_that_begin_alike_have_the_same_hashes_up_to_where_they_part()
    {
        var first = Of(Message("system", "You are a helpful cook."), Message("user", "How long do eggs boil?"));
        var other = Of(Message("system", "You are a helpful cook."), Message("user", "How long does rice take?"));

        // 23 characters, and 9 of the next message: four blocks of eight.
        Assert.Equal(first.Take(4), other.Take(4));
        Assert.NotEqual(first[4], other[4]);
    }

    [Fact]
    public void A_conversation_that_goes_on_keeps_the_hashes_of_its_beginning() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(7UL, 11UL),
            Prop.ForAll(
                Texts,
                Texts,
                (texts, more) =>
                {
                    var before = Of([.. texts.Select(text => Message("user", text))]);
                    var after = Of([.. texts.Concat(more).Select(text => Message("user", text))]);
                    return after.Take(before.Count).SequenceEqual(before)
                        && before.Count == texts.Sum(text => text.Length) / Block;
                }
            )
        );

    [Fact]
    public void Who_said_it_counts()
    {
        var asked = Of(Message("user", "12345678"));
        var answered = Of(Message("assistant", "12345678"));

        Assert.NotEqual(asked, answered);
    }

    [Fact]
    public void Where_one_message_ends_and_the_next_begins_counts()
    {
        var early = Of(Message("user", "1234"), Message("user", "5678"));
        var late = Of(Message("user", "123"), Message("user", "45678"));

        Assert.NotEqual(early, late);
    }

    [Fact]
    public void Tools_images_and_calls_count()
    {
        var plain = new Question { Model = "m", Messages = [Message("user", "12345678")] };
        var withTool = plain with { Tools = [new Tool { Name = "f" }] };
        var image = Message("user", "12345678");
        image.Images.Add(ByteString.CopyFrom(1, 2, 3));
        var otherImage = Message("user", "12345678");
        otherImage.Images.Add(ByteString.CopyFrom(1, 2, 4));
        var called = Message("assistant", "");
        called.ToolCalls.Add(new ToolCall { Name = "f", ArgumentsJson = "{}" });

        Assert.Equal(
            5,
            new[]
            {
                PrefixHashes.Of(plain, Block, 64)[0],
                PrefixHashes.Of(withTool, Block, 64)[0],
                Of(image)[0],
                Of(otherImage)[0],
                Of(called, Message("user", "12345678"))[0],
            }
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public void A_text_without_a_whole_block_has_no_hash_and_a_long_one_no_more_than_allowed()
    {
        var question = new Question { Model = "m", Messages = [Message("user", new string('x', 1000))] };

        Assert.Empty(Of(Message("user", "1234567")));
        Assert.Equal(3, PrefixHashes.Of(question, Block, most: 3).Distinct().Count());
        Assert.Empty(PrefixHashes.Of(question, Block, most: 0));
    }

    [Fact]
    public void The_hashes_are_the_same_in_every_process()
    {
        // Written down once: gateways and workers of different versions have to agree while they are replaced.
        var hashes = Of(Message("system", "안녕하세요, 반갑습니다. Hello!"));

        Assert.Equal([18041756052890092085UL, 4626256179243274899UL], hashes);
    }

    private static Arbitrary<string[]> Texts =>
        ArbMap
            .Default.ArbFor<NonNull<string>[]>()
            .Convert(
                wrapped => wrapped.Select(text => text.Get).ToArray(),
                texts => [.. texts.Select(text => NonNull<string>.NewNonNull(text))]
            );

    private static List<ulong> Of(params Message[] messages) =>
        PrefixHashes.Of(new Question { Model = "m", Messages = messages }, Block, 1000);

    private static Message Message(string role, string text) => new() { Role = role, Content = text };
}
