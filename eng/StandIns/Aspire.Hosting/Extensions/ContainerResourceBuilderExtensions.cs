using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Containers can be described, but this stand-in has no container engine: such a resource fails to start.</summary>
public static class ContainerResourceBuilderExtensions
{
    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder,
        string name,
        string image
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        return builder.AddResource(new ContainerResource(name)).WithImage(image);
    }

    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder,
        string name,
        string image,
        string tag
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        return builder.AddResource(new ContainerResource(name)).WithImage(image, tag);
    }

    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        var (name, ownTag) = SplitTag(image);
        if (ownTag is not null && tag is not null)
        {
            throw new InvalidOperationException(
                "Ambiguous tags - a tag was provided on both the 'tag' and 'image' parameters"
            );
        }

        var annotation = Image(builder.Resource);
        if (annotation is null)
        {
            annotation = new ContainerImageAnnotation { Image = name };
            builder.Resource.Annotations.Add(annotation);
        }

        annotation.Image = name;
        annotation.Tag = tag ?? ownTag ?? "latest";
        return builder;
    }

    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        Required(builder.Resource).Tag = tag;
        return builder;
    }

    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource
    {
        Required(builder.Resource).Registry = registry;
        return builder;
    }

    public static IResourceBuilder<T> WithBindMount<T>(
        this IResourceBuilder<T> builder,
        string source,
        string target,
        bool isReadOnly = false
    )
        where T : ContainerResource =>
        builder.WithAnnotation(
            new ContainerMountAnnotation(
                Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory),
                target,
                ContainerMountType.BindMount,
                isReadOnly
            )
        );

    public static IResourceBuilder<T> WithVolume<T>(
        this IResourceBuilder<T> builder,
        string? name,
        string target,
        bool isReadOnly = false
    )
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));

    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target)
        where T : ContainerResource => builder.WithVolume(name: null, target);

    public static IResourceBuilder<T> WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint)
        where T : ContainerResource
    {
        builder.Resource.Entrypoint = entrypoint;
        return builder;
    }

    public static IResourceBuilder<T> WithContainerName<T>(this IResourceBuilder<T> builder, string name)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerNameAnnotation { Name = name }, ResourceAnnotationMutationBehavior.Replace);

    public static IResourceBuilder<T> WithContainerRuntimeArgs<T>(
        this IResourceBuilder<T> builder,
        params string[] args
    )
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerRuntimeArgsCallbackAnnotation(all => Array.ForEach(args, all.Add)));

    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime)
        where T : ContainerResource =>
        builder.WithAnnotation(
            new ContainerLifetimeAnnotation { Lifetime = lifetime },
            ResourceAnnotationMutationBehavior.Replace
        );

    public static IResourceBuilder<T> WithImagePullPolicy<T>(
        this IResourceBuilder<T> builder,
        ImagePullPolicy pullPolicy
    )
        where T : ContainerResource =>
        builder.WithAnnotation(
            new ContainerImagePullPolicyAnnotation { ImagePullPolicy = pullPolicy },
            ResourceAnnotationMutationBehavior.Replace
        );

    private static (string Name, string? Tag) SplitTag(string image)
    {
        // A colon before the last slash belongs to the registry's port.
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? (image[..colon], image[(colon + 1)..]) : (image, null);
    }

    private static ContainerImageAnnotation? Image(ContainerResource resource) =>
        resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault();

    private static ContainerImageAnnotation Required(ContainerResource resource) =>
        Image(resource)
        ?? throw new InvalidOperationException(
            $"The resource '{resource.Name}' does not have a container image specified. "
                + "Use WithImage to specify the container image and tag."
        );
}
