namespace Orchestrator.Router.Classification;

/// <summary>Language of a request, as far as the scripts tell it.</summary>
internal enum TextLanguage
{
    Korean,
    English,
    Mixed,
    Other,
}

/// <summary>Languages as they are written on the wire.</summary>
internal static class LanguageNames
{
    public static string Of(TextLanguage language) =>
        language switch
        {
            TextLanguage.Korean => "ko",
            TextLanguage.English => "en",
            TextLanguage.Mixed => "mixed",
            _ => "other",
        };
}
