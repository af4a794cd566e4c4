using System.Text;

namespace Orchestrator.Inference.LlamaCpp.Text;

/// <summary>
/// Joins the bytes of tokens to text. A Korean syllable or an emoji often comes in several tokens, and none of them is text
/// by itself; what is no UTF-8 at all becomes U+FFFD.
/// </summary>
internal sealed class PieceText
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    /// <returns>The text that is complete now; often empty.</returns>
    public string Add(ReadOnlySpan<byte> bytes) => Decode(bytes, isEnd: false);

    /// <returns>What a cut-off character becomes.</returns>
    public string End() => Decode([], isEnd: true);

    private string Decode(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        // A character of more than 16 bits that is completed now, and one that was found to be broken.
        var buffer = bytes.Length <= 256 ? stackalloc char[260] : new char[bytes.Length + 4];
        var count = _decoder.GetChars(bytes, buffer, flush: isEnd);
        return count == 0 ? "" : new string(buffer[..count]);
    }
}
