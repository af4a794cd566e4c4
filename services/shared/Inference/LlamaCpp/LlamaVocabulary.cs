using System.Text;
using Orchestrator.Inference.LlamaCpp.Native;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>Text to tokens and back. Lives as long as its model; may be used by several threads.</summary>
public sealed unsafe class LlamaVocabulary
{
    private const int PieceBytes = 64;

    private readonly nint _pointer;

    internal LlamaVocabulary(nint pointer) => _pointer = pointer;

    public int Size => LlamaCalls.VocabularySize(_pointer);

    internal nint Pointer => _pointer;

    /// <param name="text">Any text; half a surrogate pair becomes U+FFFD.</param>
    /// <param name="addStart">True puts the model's start token in front, where it has one.</param>
    /// <param name="readMarks">True reads marks such as <c>&lt;|im_start|&gt;</c> as the one token that they mean.</param>
    /// <exception cref="LlamaException">More tokens than any model takes.</exception>
    public int[] Tokenize(string text, bool addStart, bool readMarks)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        // Nearly always enough: a token has at least a byte, and start and end may be added.
        var tokens = new int[bytes.Length + 2];
        var count = Fill(bytes, tokens, addStart, readMarks);
        if (count < 0 && count != int.MinValue)
        {
            tokens = new int[-count];
            count = Fill(bytes, tokens, addStart, readMarks);
        }

        return count >= 0
            ? tokens[..count]
            : throw new LlamaException(LlamaFault.InputTooLong, "The text cannot be turned into tokens.");
    }

    /// <summary>The token's bytes: often a part of a character only.</summary>
    public byte[] Piece(int token)
    {
        var bytes = new byte[PieceBytes];
        var length = Fill(token, bytes);
        if (length < 0)
        {
            bytes = new byte[-length];
            length = Fill(token, bytes);
        }

        return bytes[..Math.Max(length, 0)];
    }

    /// <summary>True for a token with which a model ends its answer.</summary>
    public bool EndsAnswer(int token) => LlamaCalls.EndsAnswer(_pointer, token) != 0;

    private int Fill(byte[] text, int[] tokens, bool addStart, bool readMarks)
    {
        fixed (byte* source = text)
        fixed (int* target = tokens)
        {
            return LlamaCalls.Tokenize(
                _pointer,
                source,
                text.Length,
                target,
                tokens.Length,
                addStart ? (byte)1 : (byte)0,
                readMarks ? (byte)1 : (byte)0
            );
        }
    }

    private int Fill(int token, byte[] bytes)
    {
        fixed (byte* target = bytes)
        {
            return LlamaCalls.Piece(_pointer, token, target, bytes.Length, strip: 0, special: 0);
        }
    }
}
