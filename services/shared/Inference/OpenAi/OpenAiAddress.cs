namespace Orchestrator.Inference.OpenAi;

/// <summary>Where the parts of an endpoint are.</summary>
/// <param name="Base">What the SDK puts its paths behind; ends without a slash.</param>
/// <param name="Root">Where llama.cpp's server has its own pages; ends with a slash.</param>
/// <param name="IsStrict">OpenAI's own hosts, and Azure's, refuse a request with a field that they do not know.</param>
internal sealed record OpenAiAddress(Uri Base, Uri Root, bool IsStrict)
{
    private const string Version = "/v1";

    /// <summary>An address without a path means its <c>/v1</c>; one with a path is taken as it is.</summary>
    public static OpenAiAddress Of(Uri address)
    {
        var text = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var whole = address.AbsolutePath == "/" ? text + Version : text;
        var root = whole.EndsWith(Version, StringComparison.OrdinalIgnoreCase) ? whole[..^Version.Length] : whole;
        return new OpenAiAddress(new Uri(whole), new Uri(root + "/"), IsOpenAi(address.Host));
    }

    private static bool IsOpenAi(string host) =>
        host.Equals("openai.com", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase);
}
