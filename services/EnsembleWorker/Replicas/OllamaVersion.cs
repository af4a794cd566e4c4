namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Versions as Ollama states them: "0.6.4", "0.7.0-rc1"; "0.0.0" for what somebody built by hand.</summary>
internal static class OllamaVersion
{
    private static readonly Version _ownBuild = new(0, 0, 0);

    /// <returns>False when one of the two cannot be read: what is not known to be old is not called old.</returns>
    public static bool IsOlder(string version, string min) =>
        TryParse(version, out var seen) && TryParse(min, out var wanted) && seen != _ownBuild && seen < wanted;

    private static bool TryParse(string text, out Version version)
    {
        version = _ownBuild;
        var numbers = text.TrimStart('v').Split('-', '+')[0].Split('.');
        if (numbers.Length != 3 || !Array.TrueForAll(numbers, IsNumber))
        {
            return false;
        }

        version = Version.Parse(string.Join('.', numbers));
        return true;
    }

    // Version takes white space and signs, which are no numbers here; nine digits always fit.
    private static bool IsNumber(string text) => text.Length is > 0 and <= 9 && text.All(char.IsAsciiDigit);
}
