namespace Aspire.Hosting.ApplicationModel;

public enum UrlDisplayLocation
{
    SummaryAndDetails,
    DetailsOnly,
}

public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    public required string Url { get; set; }

    public string? DisplayText { get; set; }

    public EndpointReference? Endpoint { get; init; }

    public int? DisplayOrder { get; set; }

    public UrlDisplayLocation DisplayLocation { get; set; }
}

public class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public string Type { get; } = type;
}

public sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    public IResourceWithEndpoints Resource { get; } = resource;

    public bool UseAllEndpoints { get; set; }

    public HashSet<string> EndpointNames { get; } = new(StringComparer.OrdinalIgnoreCase);
}

public enum IconVariant
{
    Regular,
    Filled,
}

public sealed class ResourceIconAnnotation(string iconName, IconVariant iconVariant = IconVariant.Filled)
    : IResourceAnnotation
{
    public string IconName { get; } = iconName;

    public IconVariant IconVariant { get; } = iconVariant;
}

/// <summary>There are no manifests in this stand-in; the annotation is kept for what reads it.</summary>
public sealed class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    private ManifestPublishingCallbackAnnotation() { }

    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();
}
