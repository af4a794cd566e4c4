using System.Globalization;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>RFC 3339 with the fraction that is there, "Z" for no offset.</summary>
internal static class WireTime
{
    private const string DateAndTime = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    public static string Format(DateTimeOffset time) =>
        time.ToString(
            time.Offset == TimeSpan.Zero ? $"{DateAndTime}'Z'" : $"{DateAndTime}zzz",
            CultureInfo.InvariantCulture
        );
}
