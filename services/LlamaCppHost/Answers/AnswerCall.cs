using System.Collections.Immutable;
using Orchestrator.LlamaCppHost.Loading;
using Orchestrator.LlamaCppHost.Models;

namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>A request to chat or generate, once it was checked.</summary>
internal sealed record AnswerCall
{
    public required ModelFile Model { get; init; }

    /// <summary>As the caller wrote it; answers repeat it.</summary>
    public required string ModelName { get; init; }

    public required AnswerOptions Options { get; init; }

    public required TimeSpan? KeepAlive { get; init; }

    public required bool IsStreamed { get; init; }

    /// <summary>False refuses a prompt that is too long instead of cutting it.</summary>
    public required bool MayCut { get; init; }

    /// <summary>The conversation; empty when <see cref="RawPrompt"/> is the prompt.</summary>
    public ImmutableArray<(string Role, string Text)> Turns { get; init; } = [];

    /// <summary>A prompt that goes to the model as it is.</summary>
    public string? RawPrompt { get; init; }

    /// <summary>True for /api/chat, whose lines look different.</summary>
    public bool IsChat { get; init; }

    /// <summary>Nothing is asked: the model is loaded, or unloaded.</summary>
    public bool IsEmpty => Turns.IsEmpty && string.IsNullOrEmpty(RawPrompt);

    public ModelWish Wish => new(Options.GpuLayers, KeepAlive);
}
