using System.Collections.Immutable;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>
/// Cuts a conversation into blocks of tokens, each named by a hash of itself and of all before it: two prompts with
/// equal ids begin with the same text.
/// </summary>
internal static class PromptBlocks
{
    public const int BlockTokens = 16;

    /// <summary>As many as the longest context of the catalogue holds; what comes after is not shared.</summary>
    private const int BlocksMax = 131_072 / BlockTokens;

    /// <summary>No token of this tokenizer is longer, so that text beyond it cannot be in a block.</summary>
    private const int CharactersMax = BlocksMax * BlockTokens * 9;

    public static PromptShape Of(AnswerRequest request)
    {
        var blocks = ImmutableArray.CreateBuilder<ulong>();
        var hash = 0UL;
        var inBlock = 0;
        foreach (var token in Tokens(request))
        {
            hash = SimulationRandom.Hash(hash, [token]);
            if (++inBlock == BlockTokens)
            {
                inBlock = 0;
                blocks.Add(hash);
            }

            if (blocks.Count == BlocksMax)
            {
                break;
            }
        }

        return new PromptShape(PromptTokens.Whole(request), blocks.ToImmutable(), BlockTokens);
    }

    // A template puts the tools first, and about four tokens around each message. Pictures are not compared: sharing ends there.
    private static IEnumerable<string> Tokens(AnswerRequest request) =>
        request
            .Tools.SelectMany(tool => Enumerable.Repeat(tool.Name, tool.Tokens))
            .Concat(request.Messages.TakeWhile(message => message.Images == 0).SelectMany(Tokens));

    private static IEnumerable<string> Tokens(PromptMessage message) =>
        Enumerable
            .Repeat($"<{message.Role}>", PromptTokens.PerMessage)
            .Concat(Split(message.Extra))
            .Concat(Split(message.Content));

    private static ImmutableArray<string> Split(string text) =>
        Tokenizer.Split(text.Length > CharactersMax ? text[..CharactersMax] : text);
}
