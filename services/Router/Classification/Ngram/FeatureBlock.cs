namespace Orchestrator.Router.Classification.Ngram;

/// <summary>
/// Kinds of features. Each kind is brought to one length, so that the thousands of letters of a long text do not drown
/// its first word or its shape.
/// </summary>
internal enum FeatureBlock
{
    /// <summary>Latin words.</summary>
    Word,

    /// <summary>Two Latin words in a row.</summary>
    WordPair,

    /// <summary>Three to five Latin letters in a row, blanks skipped.</summary>
    LatinLetters,

    /// <summary>One to three Hangul syllables (or letters of other scripts) in a row, blanks skipped.</summary>
    Syllables,

    /// <summary>Three to five letters of Hangul in a row, blanks skipped: a typo spares most of them.</summary>
    Jamo,

    /// <summary>The words that a text and its sentences begin with: the place of an English request.</summary>
    Head,

    /// <summary>What the first sentences and the last one end with: the place of a Korean request.</summary>
    Tail,

    /// <summary>Marks, scripts, lengths and counts.</summary>
    Structure,

    /// <summary>What the rules found.</summary>
    Rules,
}

internal static class FeatureBlocks
{
    public const int Count = 9;

    public static string NameOf(FeatureBlock block) =>
        block switch
        {
            FeatureBlock.Word => "word",
            FeatureBlock.WordPair => "word_pair",
            FeatureBlock.LatinLetters => "latin_letters",
            FeatureBlock.Syllables => "syllables",
            FeatureBlock.Jamo => "jamo",
            FeatureBlock.Head => "head",
            FeatureBlock.Tail => "tail",
            FeatureBlock.Structure => "structure",
            _ => "rules",
        };
}
