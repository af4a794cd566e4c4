using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random text with at least so many characters of each class.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const int DefaultLength = 22;
    private const string LowerCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericCharacters = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    public int MinLength { get; set; }

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    public override string GetDefaultValue()
    {
        var classes = Classes();
        if (classes.Count == 0)
        {
            throw new ArgumentException("At least one character type must be enabled.");
        }

        var text = classes.SelectMany(kind => RandomNumberGenerator.GetItems<char>(kind.Characters, kind.Min)).ToList();
        var all = string.Concat(classes.Select(kind => kind.Characters));
        var length = Math.Max(MinLength > 0 ? MinLength : DefaultLength, text.Count);
        text.AddRange(RandomNumberGenerator.GetItems<char>(all, length - text.Count));
        var characters = text.ToArray();
        RandomNumberGenerator.Shuffle(characters.AsSpan());
        return new string(characters);
    }

    private List<(string Characters, int Min)> Classes()
    {
        var classes = new List<(string, int)>();
        Add(Lower, LowerCharacters, MinLower);
        Add(Upper, UpperCharacters, MinUpper);
        Add(Numeric, NumericCharacters, MinNumeric);
        Add(Special, SpecialCharacters, MinSpecial);
        return classes;

        void Add(bool enabled, string characters, int min)
        {
            if (enabled)
            {
                classes.Add((characters, min));
            }
            else if (min > 0)
            {
                throw new ArgumentException("A minimum is set for a character type that is not enabled.");
            }
        }
    }
}
