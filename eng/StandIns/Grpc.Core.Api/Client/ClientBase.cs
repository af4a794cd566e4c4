namespace Grpc.Core;

/// <summary>What generated clients derive from.</summary>
public abstract class ClientBase
{
    /// <summary>For test doubles: every method that is not overridden throws.</summary>
    protected ClientBase()
        : this(new UnimplementedCallInvoker()) { }

    protected ClientBase(ClientBaseConfiguration configuration)
        : this(configuration.CallInvoker) { }

    protected ClientBase(ChannelBase channel)
        : this(channel.CreateCallInvoker()) { }

    protected ClientBase(CallInvoker callInvoker)
    {
        ArgumentNullException.ThrowIfNull(callInvoker);
        CallInvoker = callInvoker;
    }

    protected CallInvoker CallInvoker { get; }

    internal ClientBaseConfiguration WithAuthority(string host) => new(new HostCallInvoker(CallInvoker, host));

    /// <summary>Hands the settings of one client over to a copy of it.</summary>
    protected internal class ClientBaseConfiguration
    {
        internal ClientBaseConfiguration(CallInvoker callInvoker) => CallInvoker = callInvoker;

        internal CallInvoker CallInvoker { get; }
    }
}

/// <summary>What generated clients derive from, knowing their own type.</summary>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    protected ClientBase() { }

    protected ClientBase(ClientBaseConfiguration configuration)
        : base(configuration) { }

    protected ClientBase(ChannelBase channel)
        : base(channel) { }

    protected ClientBase(CallInvoker callInvoker)
        : base(callInvoker) { }

    /// <summary>A client whose calls name this host as their authority.</summary>
    public T WithHost(string host) => NewInstance(WithAuthority(host));

    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}
