using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Profiler.Prices;

public sealed class PricesOptions
{
    public const string SectionName = "Profiler:Prices";

    /// <summary>Currency of all prices and rates, three letters. Nothing is converted.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "USD";

    /// <summary>Price of one kilowatt-hour.</summary>
    [Range(0.001, 100)]
    public double KilowattHour { get; set; } = 0.25;

    /// <summary>Watts of a card that is not in the built-in table.</summary>
    [Range(1, 5_000)]
    public double UnknownCardWatts { get; set; } = 300;

    /// <summary>Watts of the rest of the host while it works.</summary>
    [Range(0, 10_000)]
    public double HostWatts { get; set; } = 100;

    /// <summary>What an hour of a host's card costs beside its electricity: purchase, rent, space. 0: electricity only.</summary>
    [Range(0, 1_000)]
    public double CardHour { get; set; }

    /// <summary>Hosts for which other figures hold; the first that matches a replica's name counts.</summary>
    public IList<HostPrice> Hosts { get; } = [];

    /// <summary>Prices of cloud models; the first that matches the model's name counts.</summary>
    public IList<CloudPrice> Cloud { get; } = [];

    /// <summary>Price per million tokens read by a cloud model that no entry names. Deliberately dear.</summary>
    [Range(0.000001, 10_000)]
    public double UnknownCloudInput { get; set; } = 5;

    /// <summary>Price per million tokens written by a cloud model that no entry names. Deliberately dear.</summary>
    [Range(0.000001, 10_000)]
    public double UnknownCloudOutput { get; set; } = 20;
}

/// <summary>Figures of one host or of several whose names are alike.</summary>
public sealed class HostPrice
{
    /// <summary>Name of the replica; <c>*</c> stands for any characters.</summary>
    [Required, StringLength(256)]
    public string Name { get; set; } = "";

    /// <summary>Watts of the host with all its cards while it works. Not set: from the card.</summary>
    [Range(1, 100_000)]
    public double? Watts { get; set; }

    /// <summary>Price of one kilowatt-hour there. Not set: the general one.</summary>
    [Range(0.001, 100)]
    public double? KilowattHour { get; set; }

    /// <summary>What an hour of the host costs beside its electricity. Not set: the general one per card.</summary>
    [Range(0, 10_000)]
    public double? Hour { get; set; }
}

/// <summary>Price of one cloud model or of several whose names are alike.</summary>
public sealed class CloudPrice
{
    /// <summary>Name of the model; <c>*</c> stands for any characters.</summary>
    [Required, StringLength(256)]
    public string Model { get; set; } = "";

    /// <summary>Per million tokens read.</summary>
    [Range(0.000001, 10_000)]
    public double Input { get; set; } = 5;

    /// <summary>Per million tokens written.</summary>
    [Range(0.000001, 10_000)]
    public double Output { get; set; } = 20;

    /// <summary>Context in tokens; 0 while unknown.</summary>
    [Range(0, 100_000_000)]
    public int ContextTokens { get; set; }
}
