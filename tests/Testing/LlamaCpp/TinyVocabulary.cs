using System.Globalization;
using System.Text;

namespace Orchestrator.Testing.LlamaCpp;

/// <summary>
/// The vocabulary of a <see cref="TinyModel"/>, in the manner of SentencePiece: three marks, all bytes, the printable ASCII
/// characters, and pieces of a whole answer.
/// </summary>
internal sealed class TinyVocabulary
{
    public const int Start = 1;
    public const int End = 2;

    private const int FirstByte = 3;
    private const int FirstCharacter = FirstByte + 256;
    private const int CharacterCount = '~' - ' ' + 1;
    private const string Blank = "\u2581";

    private readonly List<string> _pieces = [];

    /// <param name="answerPieces">Each becomes a token of its own; a blank stands for a blank.</param>
    public TinyVocabulary(IEnumerable<string> answerPieces)
    {
        Add("<unk>", 2);
        Add("<s>", 3);
        Add("</s>", 3);
        for (var value = 0; value < 256; value++)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"), 6);
        }

        for (var character = ' '; character <= '~'; character++)
        {
            Add(character.ToString(), 1);
        }

        foreach (var piece in answerPieces)
        {
            Add(piece, 1);
        }
    }

    public IReadOnlyList<string> Pieces => _pieces;

    /// <summary>1 a text, 2 unknown, 3 a mark, 6 a byte.</summary>
    public List<int> Types { get; } = [];

    public int Count => _pieces.Count;

    public int OfPiece(string piece) => _pieces.LastIndexOf(Written(piece));

    /// <summary>A character's own token; for what is not printable ASCII, the tokens of its bytes.</summary>
    public static IEnumerable<int> OfText(string text) =>
        Encoding
            .UTF8.GetBytes(text)
            .Select(value => value is >= (byte)' ' and <= (byte)'~' ? FirstCharacter + value - ' ' : FirstByte + value);

    /// <summary>Bytes and characters each go on in their own circle: after A comes B, after ~ a blank.</summary>
    public static int DefaultNext(int token) =>
        token switch
        {
            >= FirstByte and < FirstCharacter => FirstByte + ((token - FirstByte + 1) % 256),
            >= FirstCharacter and < FirstCharacter + CharacterCount => FirstCharacter
                + ((token - FirstCharacter + 1) % CharacterCount),
            _ => End,
        };

    private void Add(string piece, int type)
    {
        _pieces.Add(Written(piece));
        Types.Add(type);
    }

    private static string Written(string piece) => piece.Replace(" ", Blank, StringComparison.Ordinal);
}
