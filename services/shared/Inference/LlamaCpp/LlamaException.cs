namespace Orchestrator.Inference.LlamaCpp;

/// <summary>llama.cpp cannot do what was asked; the process goes on.</summary>
/// <param name="fault">Whose fault it is.</param>
/// <param name="message">One sentence for an operator. Never holds a prompt or an answer.</param>
public sealed class LlamaException(LlamaFault fault, string message) : Exception(message)
{
    public LlamaFault Fault { get; } = fault;
}

/// <summary>What a <see cref="LlamaException"/> is about.</summary>
public enum LlamaFault
{
    /// <summary>The library is not there, has another version, or lacks a processor backend.</summary>
    Library,

    /// <summary>The model's file cannot be read or loaded.</summary>
    ModelFile,

    /// <summary>There is not enough memory for a context of this size.</summary>
    Context,

    /// <summary>The prompt has more tokens than the context holds.</summary>
    InputTooLong,

    /// <summary>The computation failed.</summary>
    Decode,
}
