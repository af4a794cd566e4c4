using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Limits of the cache that processes share. Section "Cache"; the server is ConnectionStrings:cache. How long a call may
/// take, and when calls are given up for a while, is in "Resilience:Redis".
/// </summary>
public sealed class SharedCacheOptions
{
    public const string SectionName = "Cache";

    /// <summary>In front of every key, so that a Redis can be shared with other applications.</summary>
    [Required]
    [StringLength(100)]
    public string KeyPrefix { get; set; } = "orchestrator:";

    /// <summary>Characters in a key, without the prefix; a longer one is a mistake of the program.</summary>
    [Range(16, 10_000)]
    public int KeyLengthMax { get; set; } = 256;

    /// <summary>Characters in a value; a longer one is not kept, and counted.</summary>
    [Range(16, 1_000_000)]
    public int ValueLengthMax { get; set; } = 8192;

    /// <summary>Longest life of an entry; whoever asks for more gets this.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan ExpiryMax { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Entries inside the process where no server is named; one more takes the place of the one unused for longest.</summary>
    [Range(1, 10_000_000)]
    public int EntriesMax { get; set; } = 10_000;

    /// <summary>Wait before a lost connection to the server, or one that never came to be, is tried again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ReconnectInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>An outage is a warning once in this time, not for each call.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WarningInterval { get; set; } = TimeSpan.FromMinutes(1);
}
