using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>A prompt as a slot's cache sees it: how long it is, and which of its beginning it may share with another one.</summary>
/// <param name="Tokens">Of the whole prompt.</param>
/// <param name="Blocks">
/// Ids of its blocks from the beginning; equal ids in equal places are equal text. Empty: it shares nothing.
/// </param>
/// <param name="BlockTokens">Tokens of one block; the last one may be shorter.</param>
public sealed record PromptShape(int Tokens, ImmutableArray<ulong> Blocks, int BlockTokens)
{
    public static PromptShape None { get; } = Unshared(0);

    public static PromptShape Unshared(int tokens) => new(tokens, [], 1);
}
