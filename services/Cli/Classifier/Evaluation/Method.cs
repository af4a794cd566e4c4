namespace Orchestrator.Cli.Classifier.Evaluation;

/// <summary>Ways to classify that are compared.</summary>
internal enum Method
{
    /// <summary>Naive Bayes over words, trained on the external texts alone.</summary>
    NaiveBayesExternal,

    /// <summary>Naive Bayes over words, trained on the same texts as the others.</summary>
    NaiveBayes,

    /// <summary>The rules alone. They were written while reading the external texts.</summary>
    Rules,

    /// <summary>The n-gram model without anything from the rules.</summary>
    NgramAlone,

    /// <summary>What runs in production, from the text alone.</summary>
    Production,

    /// <summary>What runs in production, with the tools that the request brings.</summary>
    ProductionWithTools,
}

internal static class Methods
{
    public static IReadOnlyList<Method> All { get; } = Enum.GetValues<Method>();

    public static string NameOf(Method method) =>
        method switch
        {
            Method.NaiveBayesExternal => "naive-bayes-external",
            Method.NaiveBayes => "naive-bayes",
            Method.Rules => "rules",
            Method.NgramAlone => "ngram-alone",
            Method.Production => "production",
            _ => "production-with-tools",
        };
}

/// <summary>How the texts are changed before they are classified.</summary>
internal enum Damage
{
    None,
    Typos,
    NoSpaces,
}

internal static class Damages
{
    public static IReadOnlyList<Damage> All { get; } = Enum.GetValues<Damage>();

    public static string NameOf(Damage damage) =>
        damage switch
        {
            Damage.Typos => "typos",
            Damage.NoSpaces => "no-spaces",
            _ => "clean",
        };
}
