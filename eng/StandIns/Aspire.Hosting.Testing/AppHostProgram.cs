using System.Reflection;
using Aspire.Hosting.Building;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// The AppHost's own program, on a thread of its own. It is held where it builds its application, so that a test may change the
/// description, and again when the application is built, which the test then starts and stops. When the application is disposed,
/// the program is unwound with a <see cref="HostAbortedException"/> and never reaches its Run.
/// </summary>
internal sealed class AppHostProgram(
    Assembly assembly,
    string[] args,
    Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure
) : IApplicationObserver
{
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _described =
        Source<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource _mayBuild = Source();
    private readonly TaskCompletionSource<DistributedApplication> _built = Source<DistributedApplication>();
    private readonly TaskCompletionSource _mayEnd = Source();
    private readonly TaskCompletionSource _ended = Source();

    /// <summary>Completes when the program has been unwound; never faults.</summary>
    public Task Ended => _ended.Task;

    public async Task<IDistributedApplicationTestingBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var main =
            assembly.EntryPoint
            ?? throw new InvalidOperationException(
                $"The assembly '{assembly.GetName().Name}' has no entry point: it is no AppHost."
            );
        new Thread(() => RunMain(main)) { IsBackground = true, Name = $"{assembly.GetName().Name} under test" }.Start();
        try
        {
            return new AppHostTestingBuilder(this, await _described.Task.WaitAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            End();
            throw;
        }
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult();
        return _built.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Unwinds the program from wherever it is held.</summary>
    public void End()
    {
        _mayEnd.TrySetResult();
        _mayBuild.TrySetCanceled();
    }

    void IApplicationObserver.Constructing(
        DistributedApplicationOptions options,
        HostApplicationBuilderSettings settings
    )
    {
        TestDefaults.Apply(options, settings, assembly);
        configure(options, settings);
    }

    void IApplicationObserver.Constructed(DistributedApplicationBuilder builder) { }

    void IApplicationObserver.Building(DistributedApplicationBuilder builder)
    {
        // Created by the container, so that its end is the application's end.
        builder.Services.AddSingleton<ApplicationEnd>(_ => new ApplicationEnd(this));
        _described.TrySetResult(builder);
        Hold(_mayBuild);
    }

    void IApplicationObserver.Built(DistributedApplication application)
    {
        _ = application.Services.GetRequiredService<ApplicationEnd>();
        _built.TrySetResult(application);
        Hold(_mayEnd);
        throw new HostAbortedException("The test has ended.");
    }

    private static void Hold(TaskCompletionSource until)
    {
        try
        {
            until.Task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new HostAbortedException("The test has ended.");
        }
    }

    private void RunMain(MethodInfo main)
    {
        ApplicationObservation.Current = this;
        try
        {
            object?[] parameters = main.GetParameters().Length == 0 ? [] : [args];
            main.Invoke(obj: null, BindingFlags.DoNotWrapExceptions, binder: null, parameters, culture: null);
            Fail(
                new InvalidOperationException(
                    $"The entry point of '{assembly.GetName().Name}' ended without building an application."
                )
            );
        }
        // Whatever it is, it belongs to the test, not to this thread.
        catch (Exception exception)
        {
            Fail(exception);
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    // After the test has got its application there is nobody to tell any more.
    private void Fail(Exception exception)
    {
        _described.TrySetException(exception);
        _built.TrySetException(exception);
        // Observed here, for a test that never asks.
        _ = _described.Task.Exception;
        _ = _built.Task.Exception;
    }

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<T> Source<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class ApplicationEnd(AppHostProgram program) : IDisposable
    {
        public void Dispose() => program.End();
    }
}
