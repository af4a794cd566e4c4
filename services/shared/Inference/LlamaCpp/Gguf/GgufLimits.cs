namespace Orchestrator.Inference.LlamaCpp.Gguf;

/// <summary>What a GGUF file's beginning may hold. The largest models known stay far below these.</summary>
public sealed record GgufLimits
{
    public int TensorsMax { get; init; } = 65_536;

    public int EntriesMax { get; init; } = 4_096;

    /// <summary>Bytes of one text; a chat template has some ten thousand.</summary>
    public int TextBytesMax { get; init; } = 1 << 20;

    /// <summary>Bytes of all texts that are kept.</summary>
    public int AllTextBytesMax { get; init; } = 32 << 20;

    /// <summary>Items of one array; a vocabulary has some hundred thousand.</summary>
    public int ArrayItemsMax { get; init; } = 8 << 20;
}
