using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    public required string Image { get; set; }

    public string? Registry { get; set; }

    public string? Tag { get; set; }

    [SuppressMessage("Naming", "CA1709", Justification = "the public name")]
    public string? SHA256 { get; set; }

    internal string FullName =>
        (string.IsNullOrEmpty(Registry) ? Image : $"{Registry}/{Image}")
        + (
            SHA256 is { Length: > 0 } digest ? $"@sha256:{digest}"
            : Tag is { Length: > 0 } tag ? $":{tag}"
            : string.Empty
        );
}

public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    : IResourceAnnotation
{
    public string? Source { get; set; } = source;

    public string Target { get; set; } = target;

    public ContainerMountType Type { get; set; } = type;

    public bool IsReadOnly { get; set; } = isReadOnly;
}

public enum ContainerMountType
{
    BindMount,
    Volume,
}

public sealed class ContainerNameAnnotation : IResourceAnnotation
{
    public required string Name { get; set; }
}

public sealed class ContainerLifetimeAnnotation : IResourceAnnotation
{
    public required ContainerLifetime Lifetime { get; set; }
}

public enum ContainerLifetime
{
    Session,
    Persistent,
}

public sealed class ContainerImagePullPolicyAnnotation : IResourceAnnotation
{
    public required ImagePullPolicy ImagePullPolicy { get; set; }
}

public enum ImagePullPolicy
{
    Default,
    Always,
    Missing,
    Never,
}

public sealed class ContainerRuntimeArgsCallbackAnnotation(Action<IList<object>> callback) : IResourceAnnotation
{
    public Action<IList<object>> Callback { get; } = callback;
}
