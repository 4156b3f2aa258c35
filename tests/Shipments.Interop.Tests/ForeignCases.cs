namespace Shipments.Interop.Tests;

/// <summary>The cases that each client must run, in the group that tells which silo it needs.</summary>
internal static class ForeignCases
{
    /// <summary>Against a silo without keys.</summary>
    public static readonly string[] Open =
    [
        "register_and_get", "register_without_ids", "register_again_by_request_id", "request_id_reused", "parcel_exists", "parcel_not_found",
        "wrong_fields_are_named", "views", "scans_by_parcel_and_by_number", "scans_again_by_request_id", "the_same_scan_is_a_duplicate",
        "a_wrong_scan_spoils_no_other", "a_batch_of_1000_and_of_1001", "a_message_over_4_mib", "held_scans_are_claimed", "a_payload",
        "wrong_payloads", "unmapped_codes", "an_unknown_method", "unreadable_bytes", "a_deadline", "a_cancelled_call", "health_check",
        "a_hundred_batches_in_flight", "a_stream_with_nothing_in_it", "a_stream_cancelled_in_the_middle", "a_stream_with_an_overlong_batch",
        "health_watch", "reflection",
    ];

    /// <summary>Against a silo with the keys of two tenants.</summary>
    public static readonly string[] Keyed =
    [
        "no_key", "a_wrong_key", "a_key_as_bearer", "a_stream_with_a_key", "another_tenants_parcel_is_not_there", "tenants_share_no_id_and_no_number",
    ];
}
