//! Documents: files of an account in both directions, and what staff asks for.
//!
//! The bytes go between the browser and the bucket; functions give out the links. An upload arrives below `incoming/`, where nobody
//! may read. Only after its size, SHA-256 and content were checked is it copied below `files/`, and only then is there a file.

pub mod brand;
pub mod bucket;
pub mod deadlines;
pub mod files;
pub mod made;
pub mod note_scan;
pub mod note_upload;
pub mod post_policy;
pub mod requests;
pub mod shares;
pub mod shelf;
pub mod signing;
mod state;

pub use state::Documents;

shared::functions! { Documents;
    endpoint files::list_files::list_files => table: PutItem Query, sealing: GetSecretValue;
    endpoint files::start_upload::start_upload => table: GetItem PutItem, bucket(incoming): ListMultipartUploadParts PutObject;
    endpoint files::complete_upload::complete_upload => table: GetItem PutItem UpdateItem,
        bucket(incoming): DeleteObject GetObject ListMultipartUploadParts PutObject, bucket(files): PutObject {timeout: 29, memory: 1024};
    endpoint files::download_file::download_file => table: PutItem Query, bucket(files): GetObject, bucket(made): GetObject, portal;
    endpoint files::update_file::update_file => table: DeleteItem GetItem PutItem UpdateItem;
    endpoint files::delete_file::delete_file => table: DeleteItem GetItem PutItem UpdateItem;
    endpoint files::comment_file::comment_file => table: GetItem PutItem;
    endpoint shares::share_file::share_file => table: PutItem Query, sealing: GetSecretValue, portal;
    endpoint shares::revoke_share::revoke_share => table: GetItem PutItem UpdateItem;
    public shares::open_share::open_share => table: GetItem PutItem UpdateItem, sealing: GetSecretValue, bucket(files): GetObject, bucket(made): GetObject;
    endpoint requests::list_requests::list_requests => table: PutItem Query, sealing: GetSecretValue;
    endpoint requests::request_files::request_files => table: PutItem;
    endpoint requests::review_request::review_request => table: DeleteItem GetItem PutItem;
    endpoint made::create_document::create_document => table: GetItem PutItem UpdateItem;
    endpoint made::revoke_document::revoke_document => table: GetItem PutItem, portal;
    public made::verify_document::verify_document => table: GetItem;
    endpoint signing::send_for_signature::send_for_signature => table: BatchGetItem GetItem PutItem UpdateItem, portal;
    endpoint signing::answer_signature::answer_signature => table: GetItem PutItem, portal;
    public brand::get_brand::get_brand => table: BatchGetItem, brand;
    endpoint brand::update_brand::update_brand => table: GetItem PutItem;
    worker made::render_document::render_document => table: GetItem PutItem Query, bucket(made): GetObject PutObject, seal: Sign, brand, portal,
        typesetter, events(Papers): document_asked {timeout: 60, memory: 512};
    worker note_upload::note_upload => table: GetItem PutItem UpdateItem,
        bucket(incoming): DeleteObject GetObject ListMultipartUploadParts, bucket(files): PutObject,
        bucket_events(Uploads): ObjectCreated {timeout: 60, memory: 1024};
    worker note_scan::note_scan => table: GetItem PutItem, bucket_events(Scans): ScanResult {timeout: 30};
    worker deadlines::mind_deadlines => table: DeleteItem GetItem PutItem UpdateItem, bucket(files): DeleteObject,
        events(Deadlines): timer_due {timeout: 30};
}
