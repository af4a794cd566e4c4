using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Tests.Driver;

public sealed class PromptBlocksTests
{
    private static readonly string _story = string.Join(' ', Enumerable.Range(0, 300).Select(number => $"w{number}"));

    private static AnswerRequest Request(params PromptMessage[] messages) =>
        new() { Model = ModelCatalogue.Find("llama3.2:3b")!, Messages = [.. messages] };

    private static PromptMessage User(string text, int images = 0) => new("user", text, images);

    private static int Shared(AnswerRequest one, AnswerRequest other) =>
        PromptBlocks
            .Of(one)
            .Blocks.Zip(PromptBlocks.Of(other).Blocks)
            .TakeWhile(pair => pair.First == pair.Second)
            .Count();

    [Fact]
    public void A_prompt_is_as_long_as_it_is_counted_and_cut_into_whole_blocks()
    {
        var request = Request(new PromptMessage("system", "Be brief"), User(_story));
        var shape = PromptBlocks.Of(request);
        Assert.Equal(PromptTokens.Whole(request), shape.Tokens);
        Assert.Equal(shape.Tokens / PromptBlocks.BlockTokens, shape.Blocks.Length);
    }

    [Fact]
    public void A_conversation_that_goes_on_begins_with_the_blocks_of_the_one_before()
    {
        var before = Request(User(_story));
        var after = Request(User(_story), new PromptMessage("assistant", "Yes"), User("And then?"));
        Assert.Equal(PromptBlocks.Of(before).Blocks.Length, Shared(before, after));
    }

    [Fact]
    public void After_the_first_difference_nothing_is_shared_even_where_the_text_is_the_same_again()
    {
        Assert.Equal(0, Shared(Request(User($"else {_story}")), Request(User(_story))));
        Assert.Equal(0, Shared(Request(new PromptMessage("system", _story)), Request(User(_story))));
    }

    [Fact]
    public void What_a_picture_shows_is_not_known_so_that_sharing_ends_before_it()
    {
        Assert.Empty(PromptBlocks.Of(Request(User(_story, images: 1))).Blocks);
        Assert.NotEmpty(PromptBlocks.Of(Request(User(_story), User("a", images: 1))).Blocks);
    }
}
