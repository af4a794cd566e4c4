using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs => builder.WithArgs(context => AddAll(context, args));

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params object[] args)
        where T : IResourceWithArgs => builder.WithArgs(context => AddAll(context, args));

    public static IResourceBuilder<T> WithArgs<T>(
        this IResourceBuilder<T> builder,
        Action<CommandLineArgsCallbackContext> callback
    )
        where T : IResourceWithArgs
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithArgs(context =>
        {
            callback(context);
            return Task.CompletedTask;
        });
    }

    public static IResourceBuilder<T> WithArgs<T>(
        this IResourceBuilder<T> builder,
        Func<CommandLineArgsCallbackContext, Task> callback
    )
        where T : IResourceWithArgs => builder.WithAnnotation(new CommandLineArgsCallbackAnnotation(callback));

    private static void AddAll(CommandLineArgsCallbackContext context, IEnumerable<object> args)
    {
        foreach (var arg in args)
        {
            context.Args.Add(arg);
        }
    }
}
