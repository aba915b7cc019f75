using System.Collections.Concurrent;

namespace SessionLogging.Sandbox.State;

/// <summary>Room for what each service keeps: one object of the service's own type, made at its first use, so that a new service brings its state along without touching this.</summary>
public abstract class StateSlots
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _slots = new();

    /// <summary>The object of type <typeparamref name="T"/>, made by <paramref name="create"/> where there is none yet.</summary>
    public T Of<T>(Func<T> create)
        where T : class
        => (T)_slots.GetOrAdd(typeof(T), _ => new Lazy<object>(create)).Value;
}
