using Shipments.Contracts.Calls;

namespace Shipments.Contracts.Messages;

/// <summary>Says how its call ended.</summary>
public sealed partial class RegisterReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class RecordReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class GetParcelReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class ChangeParcelReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class ListParcelsReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class LinkNumbersReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class StepReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class WakeReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class RouteReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class LookupNumberReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class NoteNamesReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class ReadShardReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class ShardPlacesReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class ChangeContainerReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class GetContainerReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class GetLaneReply : IGrainReply;

/// <summary>Says how its call ended.</summary>
public sealed partial class ListLanesReply : IGrainReply;
