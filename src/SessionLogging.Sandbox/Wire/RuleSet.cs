namespace SessionLogging.Sandbox.Wire;

/// <summary>Rules of a service that can be read and changed while it runs, over <c>/_sandbox/rules/NAME</c>.</summary>
/// <param name="Name">The name in the address.</param>
/// <param name="Read">Gives the record of rules as it stands.</param>
/// <param name="Change">Puts another record of the same type in its place.</param>
internal sealed record RuleSet(string Name, Func<object> Read, Action<object> Change);
