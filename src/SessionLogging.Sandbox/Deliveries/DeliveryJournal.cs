using System.Collections.Immutable;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Deliveries;

/// <summary>What was delivered, or was not. Also <c>/_sandbox/deliveries</c>.</summary>
public sealed class DeliveryJournal
{
    private ImmutableList<Delivery> _deliveries = [];

    internal DeliveryJournal()
    {
    }

    /// <summary>Every delivery since the start or the last <see cref="Clear"/>, oldest first.</summary>
    public IReadOnlyList<Delivery> All => _deliveries;

    /// <summary>Forgets every delivery.</summary>
    public void Clear() => _deliveries = [];

    internal void Add(Delivery delivery) => ImmutableInterlocked.Update(ref _deliveries, static (known, added) => known.Add(added), delivery);
}

/// <summary>What deliveries add to the whole sandbox.</summary>
public static class DeliveriesCloud
{
    extension(Cloud cloud)
    {
        /// <summary>What was delivered, or was not.</summary>
        public DeliveryJournal Deliveries => cloud.Of(static () => new DeliveryJournal());
    }
}
